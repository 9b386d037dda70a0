using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;
using NasSharp.Training;

namespace NasSharp.Tuners;

/// <summary>
/// Makes architectures that may be tried, as near as possible to what a tuner wants: its own draws again and again, then changes of changes and the way back to an
/// architecture that is allowed, then random ones. All is bounded; where nothing helps, what is refused goes to the session, which has the last word. Without a
/// constraint everything is as the tuner draws it.
/// </summary>
internal sealed class AllowedArchitectures(SearchSpace space, Func<Architecture, bool>? allowed, RandomStream random)
{
    private const int Attempts = 100;
    private const int Rounds = 20;
    private const int FurtherChanges = 3;
    private const int RandomDraws = 1000;
    private const int KnownCount = 32;

    private readonly HashSet<Architecture> _seen = [];
    private readonly List<Architecture> _known = []; // allowed ones, the last that were seen
    private bool _isHopeless;

    /// <summary>Whether there is a constraint.</summary>
    public bool Constrains => allowed is not null;

    /// <summary>Whether an architecture may be tried.</summary>
    public bool Permits(Architecture architecture) => allowed is null || allowed(architecture);

    /// <summary>Remembers what was tried, so that it is not made again while there is anything else.</summary>
    public void See(Architecture architecture)
    {
        if (allowed is null)
            return;
        _seen.Add(architecture);
        if (!allowed(architecture) || _known.Contains(architecture))
            return;
        if (_known.Count == KnownCount)
            _known.RemoveAt(0);
        _known.Add(architecture);
    }

    /// <summary>A random one.</summary>
    public Architecture Draw() => allowed is null ? space.Sample(random) : Given(AllowedDraw());

    /// <summary>A child of <paramref name="parent"/>, as <paramref name="make"/> makes it.</summary>
    public Architecture Vary(Architecture parent, Func<Architecture> make) => allowed is null ? make() : Given(Near(parent, make) ?? AllowedDraw());

    /// <summary>A child of <paramref name="parent"/> that was not tried before; null when none was found nearby.</summary>
    public Architecture? Near(Architecture parent, Func<Architecture> make)
    {
        Architecture? repetition = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (make() is var child && Takes(child, ref repetition))
                return child;
        for (var round = 0; round < Rounds; round++)
        {
            var child = make();
            for (var change = 0; change < FurtherChanges; change++)
            {
                child = space.Mutate(child, random); // what one change costs another one may save
                if (Takes(child, ref repetition))
                    return child;
            }
            if (Back(child, parent, ref repetition) is { } mended)
                return mended;
        }
        return null;
    }

    private Architecture AllowedDraw()
    {
        var drawn = space.Sample(random);
        Architecture? repetition = null;
        // Once so many draws have found nothing, more of them will not, until something allowed is known.
        var draws = _isHopeless && _known.Count == 0 ? 1 : RandomDraws;
        for (var draw = 1; !Takes(drawn, ref repetition); draw++)
        {
            if (draw >= draws)
            {
                _isHopeless = repetition is null;
                return (_known.Count > 0 ? Back(drawn, random.Choose(_known), ref repetition) : null) ?? repetition ?? drawn;
            }
            drawn = space.Sample(random);
        }
        return drawn;
    }

    // Decision by decision from one that is refused towards one that is allowed, until the mixture is allowed; null when only the end of the way is.
    private Architecture? Back(Architecture from, Architecture home, ref Architecture? repetition)
    {
        var changed = Enumerable.Range(0, space.Choices.Count).Where(c => !Equals(from.At(c), home.At(c))).ToArray();
        random.Shuffle(changed);
        var back = new bool[space.Choices.Count];
        foreach (var choice in changed)
        {
            back[choice] = true;
            var between = ArchitectureFilling.Fill(space, c => back[c] ? home.At(c) ?? from.At(c) : from.At(c) ?? home.At(c), c => ChoiceOptions.Sample(c, random));
            if (Takes(between, ref repetition))
                return between;
        }
        return null;
    }

    // What runs is not made a second time either.
    private Architecture Given(Architecture architecture)
    {
        _seen.Add(architecture);
        return architecture;
    }

    private bool Takes(Architecture architecture, ref Architecture? repetition)
    {
        if (!allowed!(architecture))
            return false;
        if (!_seen.Contains(architecture))
            return true;
        repetition ??= architecture;
        return false;
    }
}

using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;
using NasSharp.Training;

namespace NasSharp.OneShot.Spos;

/// <summary>
/// Rounds of paths in which every candidate of every choice runs equally often. Each choice hands out its decisions in a random order of its own; a round is as long as
/// the least common multiple of their numbers. An input choice with many possible sets draws its sets uniformly instead. A nested candidate runs when the one around it does.
/// </summary>
internal sealed class FairRounds
{
    private const int MostPaths = 64;

    private readonly SearchSpace _space;
    private readonly Decision[]?[] _decisions;

    /// <summary>Prepares the rounds of a space.</summary>
    /// <exception cref="ArgumentException">A round would be too long.</exception>
    public FairRounds(SearchSpace space)
    {
        _space = space;
        _decisions = [.. space.Choices.Select(c => c.Kind == ChoiceKind.InputChoice && ChoiceOptions.Count(c) > MostPaths ? null : ChoiceOptions.All(c).ToArray())];
        Length = 1;
        foreach (var decisions in _decisions.OfType<Decision[]>())
        {
            Length = Length / Common(Length, decisions.Length) * decisions.Length;
            if (Length > MostPaths)
                throw new ArgumentException(
                    $"Strict fairness needs rounds of more than {MostPaths} paths here: the choices have {string.Join(", ", _decisions.OfType<Decision[]>().Select(d => d.Length).Distinct().Order())} candidates, and a round is their least common multiple; give the choices the same number, or sample uniformly.");
        }
    }

    /// <summary>Paths of a round.</summary>
    public int Length { get; }

    /// <summary>Draws a round.</summary>
    public IReadOnlyList<Architecture> Draw(RandomStream random)
    {
        var orders = Array.ConvertAll(_decisions, decisions =>
        {
            if (decisions is null)
                return null;
            var order = Enumerable.Range(0, Length).Select(i => decisions[i % decisions.Length]).ToArray();
            random.Shuffle(order);
            return order;
        });
        return [.. Enumerable.Range(0, Length).Select(path => ArchitectureFilling.Fill(_space, choice => orders[choice]?[path], choice => ChoiceOptions.Sample(choice, random)))];
    }

    private static int Common(int a, int b) => b == 0 ? a : Common(b, a % b);
}

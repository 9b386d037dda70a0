using NasSharp.Morphing;
using NasSharp.Training;

namespace NasSharp.Tuners.LargeScaleEvolution;

/// <summary>
/// Large-scale evolution of image classifiers (Real et al. 2017, arXiv 1703.01041): two networks of the population are drawn, the worse one dies, the better
/// one stays and has a child, which differs in one mutation and takes over every weight whose name and shape are still the same. Different from the paper: filters
/// are square, skip connections go through 1x1 convolutions that begin with zero, and they end where one of their layers is removed.
/// </summary>
public sealed class LargeScaleEvolutionSearch : INetworkSearch
{
    private const int Attempts = 1000;

    private readonly LargeScaleEvolutionOptions _options;
    private readonly Individual _first;
    private readonly RandomStream _random;
    private readonly List<Member> _living = [];
    private readonly Dictionary<int, Individual> _running = [];
    private int _asked;

    /// <summary>Starts the search.</summary>
    /// <param name="start">The first networks; in the paper, and by <see cref="Trivial"/>, a linear classifier without convolutions.</param>
    /// <param name="options">How it searches; null: the defaults.</param>
    /// <param name="seed">The same seed and scores give the same search.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the first network has more weights than allowed.</exception>
    public LargeScaleEvolutionSearch(NetworkPlan start, LargeScaleEvolutionOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(start);
        _options = options ?? new LargeScaleEvolutionOptions();
        _options.Validate();
        if (start.Parameters > _options.Parameters)
            throw new ArgumentException($"The first network has {start.Parameters} weights; {nameof(LargeScaleEvolutionOptions.Parameters)} allows {_options.Parameters}.", nameof(start));
        _first = new Individual(start, _options.LearningRate);
        _random = new RandomStream(seed, "large-scale evolution");
    }

    /// <summary>The paper's first network: no convolutions.</summary>
    public static NetworkPlan Trivial(int inputChannels, int classes) => new(inputChannels, classes, []);

    /// <summary>The names of the mutations.</summary>
    public static IReadOnlyList<string> MutationNames { get; } = [.. Mutations.All.Select(m => m.Name)];

    /// <summary>The numbers of the living networks, oldest first.</summary>
    public IReadOnlyList<int> Population => [.. _living.Select(m => m.Id)];

    /// <inheritdoc/>
    public NetworkProposal? Ask()
    {
        if (_asked < _options.Population || (_living.Count == 0 && _running.Count == 0))
            return Propose(_first, null, "start");
        if (_living.Count == 0 || (_living.Count < 2 && _running.Count > 0))
            return null;
        var parent = Tournament();
        var (child, change) = Mutated(parent.Individual);
        return Propose(child, child.Reset || !_options.Inherit ? null : parent.Id, change);
    }

    /// <inheritdoc/>
    public void Tell(int id, double? score)
    {
        if (!_running.Remove(id, out var individual))
            throw new ArgumentException($"Network {id} is not running.", nameof(id));
        // What its parent's weights were made of is past.
        if (score is { } value && double.IsFinite(value))
            _living.Add(new Member(id, individual with { Reset = false, Morphs = [] }, value));
    }

    // The loser makes room; where trainings have failed there is room already.
    private Member Tournament()
    {
        if (_living.Count == 1)
            return _living[0];
        var first = _random.Next(_living.Count);
        var second = _random.Next(_living.Count - 1);
        second += second >= first ? 1 : 0;
        var (winner, loser) = _living[first].Score >= _living[second].Score ? (_living[first], _living[second]) : (_living[second], _living[first]);
        if (_living.Count + _running.Count >= _options.Population)
            _living.Remove(loser);
        return winner;
    }

    private (Individual Child, string Change) Mutated(Individual parent)
    {
        var (child, changes) = (parent, new List<string>());
        for (var attempt = 0; attempt < Attempts && changes.Count < _options.Mutations; attempt++)
        {
            var mutation = _random.Choose(Mutations.All);
            if (mutation.Apply(child, _options, _random) is not { } changed || changed.Plan.Parameters > _options.Parameters)
                continue;
            child = changed;
            changes.Add(mutation.Name);
        }
        return (child, string.Join(", ", changes));
    }

    private NetworkProposal Propose(Individual individual, int? parent, string change)
    {
        var id = _asked++;
        _running.Add(id, individual);
        return new NetworkProposal
        {
            Id = id,
            Plan = individual.Plan,
            Parent = parent,
            Morphs = parent is null ? [] : individual.Morphs,
            Change = change,
            LearningRate = individual.LearningRate,
        };
    }

    private sealed record Member(int Id, Individual Individual, double Score);
}

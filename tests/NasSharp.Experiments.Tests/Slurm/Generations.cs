using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>A synchronous tuner: proposes twenty architectures, waits for all of their results, and mutates the best five; in which order results come makes no difference.</summary>
internal sealed class Generations(SearchSpace space) : ITuner
{
    private const int Size = 20;
    private const int Parents = 5;

    private readonly RandomStream _random = new(5, "generations");
    private readonly List<(Suggestion Suggestion, double? Value)> _asked = [];
    private int _told;

    public Suggestion? Ask()
    {
        if (_asked.Count == Size)
        {
            if (_told < Size)
                return null;
            Suggestion[] best = [.. _asked.OrderByDescending(a => a.Value).Take(Parents).Select(a => a.Suggestion)];
            _asked.Clear();
            _told = 0;
            Next = best;
        }
        var suggestion = new Suggestion(Next.Length == 0 ? space.Sample(_random) : space.Mutate(Next[_asked.Count % Next.Length].Architecture, _random));
        _asked.Add((suggestion, null));
        return suggestion;
    }

    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        _asked[_asked.FindIndex(a => ReferenceEquals(a.Suggestion, suggestion))] = (suggestion, outcome.HasValue ? outcome.Value : null);
        _told++;
    }

    private Suggestion[] Next { get; set; } = [];
}

using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Hardware.Measuring;

/// <summary>
/// Runs every candidate of every layer choice on the choice's real input and takes its time; the first candidate's output goes on. Of a candidate that contains choices, the time of these is not its own.
/// </summary>
internal sealed class TimedChoices(torch.nn.Module model, Func<Func<torch.Tensor>, (torch.Tensor Output, double Milliseconds)> timed) : Mutator(model)
{
    private readonly HashSet<string> _ran = new(StringComparer.Ordinal);
    private Architecture? _recorded;
    private int _round;
    private double _inside;

    /// <summary>By key, the milliseconds of each candidate in the last round, over all places of the key.</summary>
    public Dictionary<string, double[]> Times { get; } = new(StringComparer.Ordinal);

    public override Architecture Export() => Space.First();

    /// <summary>The layer choices that one forward of a network runs.</summary>
    public IReadOnlySet<string> RunBy(Architecture architecture, Action forward)
    {
        _ran.Clear();
        _recorded = architecture;
        Reset();
        forward();
        _recorded = null;
        return new HashSet<string>(_ran, StringComparer.Ordinal);
    }

    protected override IReadOnlyList<Execution?> Decide()
    {
        if (_recorded is { } architecture)
            return [.. Executions.Of(architecture).Select((e, i) => e is null ? null : new Recorded(e, () => _ran.Add(Space.Choices[i].Key)))];
        Times.Clear();
        (_inside, _round) = (0, _round + 1);
        return [.. Space.Choices.Select(Timed)];
    }

    private Execution Timed(Choice choice)
    {
        var count = choice.Candidates.Count;
        if (choice.Kind == ChoiceKind.LayerChoice)
        {
            var times = Times[choice.Key] = new double[count];
            // Each round begins with another candidate, so that none is always the one that finds a cold cache.
            return new TimedCandidates(count, _round % count, (i, compute) =>
            {
                var before = _inside;
                _inside = 0;
                var (output, milliseconds) = timed(compute);
                times[i] += Math.Max(0, milliseconds - _inside);
                _inside = before + milliseconds;
                return output;
            });
        }
        var all = MutablesOf(choice.Key).Any(m => m.Reduction == Reduction.Concat) ? choice.ChosenCount ?? count : count;
        return Execution.Select([.. Enumerable.Range(0, count).Select(i => i < all)]);
    }

    private sealed class TimedCandidates(int count, int first, Func<int, Func<torch.Tensor>, torch.Tensor> timed) : Execution
    {
        public override IReadOnlyList<bool> Mask { get; } = [.. Enumerable.Repeat(true, count)];

        public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run)
        {
            torch.Tensor? output = null;
            for (var n = 0; n < count; n++)
            {
                var i = (first + n) % count;
                // What the others make is freed at once; what they hand on belongs to somebody else.
                using var scope = i == 0 ? null : torch.NewDisposeScope();
                var computed = timed(i, () => run.Compute(i));
                output = i == 0 ? computed : output;
            }
            return [output!];
        }

        public override torch.Tensor? Sum(CandidateRun run) => Outputs(run)[0];
    }

    private sealed class Recorded(Execution inner, Action ran) : Execution
    {
        public override IReadOnlyList<bool> Mask => inner.Mask;

        public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run)
        {
            ran();
            return inner.Outputs(run);
        }

        public override torch.Tensor? Sum(CandidateRun run)
        {
            ran();
            return inner.Sum(run);
        }
    }
}

using NasSharp.Spaces.Running;
using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>
/// What a choice does when it runs. A mutator hands one to each choice; the choice carries it out. The modes are few: selected candidates,
/// a weighted mix, a gated path, all candidates. An algorithm that needs another derives from this class and no mutable changes.
/// </summary>
public abstract class Execution
{
    /// <summary>For each candidate, whether it runs.</summary>
    public abstract IReadOnlyList<bool> Mask { get; }

    /// <summary>The outputs that count, each with its weight applied; in the order of the candidates.</summary>
    public abstract IReadOnlyList<torch.Tensor> Outputs(CandidateRun run);

    /// <summary>The sum of the outputs, null when there are none. Derive to sum without keeping all outputs.</summary>
    public virtual torch.Tensor? Sum(CandidateRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var outputs = Outputs(run);
        return outputs.Count == 0 ? null : WeightedSum.Plain(outputs);
    }

    /// <summary>Runs the candidates for which the mask is true and no others.</summary>
    public static Execution Select(params IReadOnlyList<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new Selection([.. mask]);
    }

    /// <summary>Runs one of <paramref name="count"/> candidates.</summary>
    public static Execution One(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        return Select(Decision.One(index).ToMask(count));
    }

    /// <summary>Runs all of <paramref name="count"/> candidates.</summary>
    public static Execution All(int count) => Select([.. Enumerable.Repeat(true, count)]);

    /// <summary>
    /// Weights every output: <paramref name="weights"/> is [n], on the candidates' device, and gradients reach it. Candidates for which
    /// <paramref name="running"/> is false are known to have weight zero and are not computed.
    /// </summary>
    /// <exception cref="ArgumentException">The weights are not one-dimensional or the mask has another length.</exception>
    public static Execution Mix(torch.Tensor weights, IReadOnlyList<bool>? running = null) => new WeightedMix(weights, running);

    /// <summary>
    /// Runs the selected candidates and multiplies each output with its entry of <paramref name="gates"/>, [n]. With a straight-through gate, whose value is 1
    /// and whose gradient is that of a probability, the output is the path's own and the gradient reaches the probabilities.
    /// </summary>
    /// <exception cref="ArgumentException">The gates are not one-dimensional or the mask has another length.</exception>
    public static Execution Gate(IReadOnlyList<bool> selected, torch.Tensor gates)
    {
        ArgumentNullException.ThrowIfNull(selected);
        return new WeightedMix(gates, selected);
    }

    /// <summary>Carries out a decision for a choice of <paramref name="count"/> candidates: a selection, or constant weights.</summary>
    public static Execution Of(Decision decision, int count)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Weights is { } weights ? new ConstantMix([.. weights]) : Select(decision.ToMask(count));
    }

    /// <summary>The outputs joined as the choice demands; null when nothing is selected.</summary>
    internal torch.Tensor? Reduce(CandidateRun run)
    {
        switch (run.Mutable.Reduction)
        {
            case Reduction.Concat:
                var outputs = Outputs(run);
                run.DemandSameShape(outputs, except: 1);
                return outputs.Count switch { 0 => null, 1 => outputs[0], _ => torch.cat(outputs, 1) };
            case Reduction.Mean:
                var count = Mask.Count(ran => ran);
                return Sum(run) is { } sum ? count > 1 ? sum / count : sum : null;
            default:
                return Sum(run);
        }
    }
}

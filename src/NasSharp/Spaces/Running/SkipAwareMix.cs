using NasSharp.Torch;

namespace NasSharp.Spaces.Running;

/// <summary>
/// A weighted mix that treats identities apart: while the model trains, their outputs go through dropout; and one more identity may stand beside all candidates.
/// </summary>
internal sealed class SkipAwareMix : Execution
{
    private readonly torch.Tensor _weights;
    private readonly bool[] _running;
    private readonly bool[] _identities;
    private readonly ModelReference _model;

    /// <param name="weights">[n]; gradients reach it.</param>
    /// <param name="running">What is computed at all.</param>
    /// <param name="skips">Which candidates are identities.</param>
    /// <param name="model">Whether it trains or is evaluated decides whether there is dropout.</param>
    public SkipAwareMix(torch.Tensor weights, bool[] running, bool[] skips, torch.nn.Module model)
    {
        (_weights, _running, _model) = (weights, running, new ModelReference(model));
        _identities = [.. skips.Zip(running, (skip, runs) => skip && runs)];
    }

    /// <summary>The probability that an element of an identity's output is dropped, 0 to below 1; the others grow accordingly.</summary>
    public double Dropout { get; init; }

    /// <summary>The weight of the identity beside the candidates, where the shapes allow it.</summary>
    public double Auxiliary { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<bool> Mask => _running;

    /// <summary>The weights, [n].</summary>
    public torch.Tensor Weights => _weights;

    /// <summary>What is mixed as usual.</summary>
    public bool[] Others => [.. _running.Zip(_identities, (runs, skip) => runs && !skip)];

    /// <inheritdoc/>
    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run)
    {
        var outputs = new List<torch.Tensor>();
        for (var i = 0; i < _running.Length; i++)
            if (_running[i])
                outputs.Add((_identities[i] ? Dropped(run.Compute(i)) : run.Compute(i)) * _weights.select(0, i));
        return outputs;
    }

    /// <inheritdoc/>
    public override torch.Tensor? Sum(CandidateRun run) => run.Input is { } input
        ? Finish(WeightedSum.Of(run, Others, _weights), input)
        : base.Sum(run);

    /// <summary>Adds the identities of <paramref name="input"/> to the sum of the others.</summary>
    public torch.Tensor? Finish(torch.Tensor? others, torch.Tensor input)
    {
        var sum = others;
        for (var i = 0; i < _identities.Length; i++)
        {
            if (!_identities[i])
                continue;
            var skip = Dropped(input) * _weights.select(0, i);
            sum = sum is null ? skip : sum + skip;
        }
        if (Auxiliary > 0 && sum is not null && sum.shape.AsSpan().SequenceEqual(input.shape))
            sum = sum + input * Auxiliary;
        return sum;
    }

    private torch.Tensor Dropped(torch.Tensor output) => torch.nn.functional.dropout(output, Dropout, _model.Module.training);

    private sealed record ModelReference(torch.nn.Module Module);
}

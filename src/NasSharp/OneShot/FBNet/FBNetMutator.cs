using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.FBNet;

/// <summary>
/// FBNet's stochastic supernet: every layer choice runs all its candidates, weighted with a Gumbel-softmax sample m of its logits theta, and the latency of the
/// sample is the same mix of the candidates' latencies (Wu et al. 2019, Eq. 5 to 7).
/// </summary>
public sealed class FBNetMutator : RelaxedMutator
{
    private readonly LatencyTable? _table;

    /// <summary>Takes hold of a model's choices.</summary>
    /// <param name="model">The supernet.</param>
    /// <param name="random">Draws the first logits.</param>
    /// <param name="noise">Draws the samples.</param>
    /// <param name="latency">The cost of every candidate; null: nothing costs.</param>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    /// <exception cref="LatencyException">The table belongs to another space.</exception>
    public FBNetMutator(torch.nn.Module model, RandomStream random, RandomStream noise, LatencyTable? latency = null)
        : base(model, random, noise)
    {
        if (latency is not null && latency.Space.Fingerprint != Space.Fingerprint)
        {
            Dispose();
            throw new LatencyException($"The latency table belongs to another space than the model '{model.GetName()}'; read it with SearchSpace.Of(model).");
        }
        _table = latency;
    }

    /// <summary>The latency of the last sample in milliseconds, one number that gradients of the logits flow from; null without a table.</summary>
    public torch.Tensor? SampledLatency()
    {
        if (_table is null)
            return null;
        _ = Current;
        var sum = torch.tensor((float)_table.Constant, device: Alphas.Values.First().device);
        foreach (var (key, sample) in Samples)
            if (_table.Rows.TryGetValue(key, out var row))
                sum = sum + sample.dot(torch.tensor(Array.ConvertAll(row, v => (float)v), sample.dtype, sample.device));
        return sum;
    }

    /// <summary>The latency that is expected of a network drawn from the logits, in milliseconds; null without a table.</summary>
    public double? ExpectedLatency() => _table is null ? null : _table.Constant + _table.Rows.Sum(r => r.Value.Zip(Weights(r.Key), (cost, p) => cost * p).Sum());
}

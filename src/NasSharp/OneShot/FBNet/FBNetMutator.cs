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
    private readonly ExpectedCost? _latency;

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
        _latency = latency is null ? null : new ExpectedCost(CandidateCosts.Of(latency));
    }

    /// <summary>The latency of the last sample in milliseconds, one number that gradients of the logits flow from; null without a table.</summary>
    public torch.Tensor? SampledLatency()
    {
        _ = Current;
        return _latency?.Of(CostWeights, Alphas.Values.First().device);
    }

    /// <summary>The latency that is expected of a network drawn from the logits, in milliseconds; null without a table.</summary>
    public double? ExpectedLatency()
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return _latency?.Of(Probabilities, Alphas.Values.First().device).ToDouble();
    }

    // Eq. 7: what the sample costs, not what is expected.
    internal override torch.Tensor? CostWeights(Choice choice) => Samples.GetValueOrDefault(choice.Key);
}

using NasSharp.Torch;

namespace NasSharp.OneShot.Enas;

/// <summary>
/// REINFORCE for the objective E[R(m)] + e H(pi) - s E[K(m)], where H is the entropy of the policy, K the divergence of the optional inputs from their
/// prior, e and s their weights. A sample's -log pi(m) as part of its reward has H's gradient as its mean. K depends on the parameters directly and, where the state
/// behind a sampled decision enters, through the sample as well; both ways are counted.
/// </summary>
/// <param name="entropyWeight">e.</param>
/// <param name="skipWeight">s.</param>
internal sealed class PolicyGradient(double entropyWeight, double skipWeight)
{
    /// <summary>What a sample is worth: its reward, its surprise and its divergence.</summary>
    public double Worth(EnasSample sample, double reward)
        => reward - entropyWeight * sample.LogProbability.ToDouble() - skipWeight * sample.SkipDivergence.ToDouble();

    /// <summary>The loss whose gradient is minus the sample's estimate of the objective's gradient.</summary>
    /// <param name="sample">Drawn while gradients were recorded.</param>
    /// <param name="advantage">Its worth, less a baseline that does not depend on it.</param>
    public torch.Tensor Loss(EnasSample sample, double advantage)
        => sample.SkipDivergence * skipWeight - sample.LogProbability * advantage;
}

using NasSharp.Torch;

namespace NasSharp.OneShot.Enas;

/// <summary>The prior belief about optional inputs: each is taken with a given probability (Pham et al. 2018, section 3.2).</summary>
internal static class SkipPrior
{
    /// <summary>Sum over q, [n], of KL(Bernoulli(sigmoid(q)) || Bernoulli(target)); one number.</summary>
    public static torch.Tensor Divergence(torch.Tensor q, double target)
    {
        var taken = q.sigmoid();
        var logTaken = torch.nn.functional.logsigmoid(q);
        var logLeft = torch.nn.functional.logsigmoid(-q);
        return (taken * (logTaken - Math.Log(target)) + (1 - taken) * (logLeft - Math.Log(1 - target))).sum();
    }
}

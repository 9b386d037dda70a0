using NasSharp.Torch;

namespace NasSharp.OneShot.SinglePathNas;

/// <summary>
/// The indicator 1(norm >= threshold), exactly 0 or 1 forward; backward its derivative is that of sigmoid(norm - threshold), towards the norm as towards the threshold
/// (Stamoulis et al. 2019, section 3).
/// </summary>
internal static class StraightThroughIndicator
{
    /// <summary>The gate, one number.</summary>
    public static torch.Tensor Of(torch.Tensor norm, torch.Tensor threshold)
    {
        var hard = norm.detach().ge(threshold.detach()).to(norm.dtype);
        var soft = torch.sigmoid(norm - threshold);
        // The difference is exactly 0, so that an open gate is exactly 1.
        return hard + (soft - soft.detach());
    }
}

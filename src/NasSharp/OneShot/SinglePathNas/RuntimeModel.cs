using NasSharp.Hardware;
using NasSharp.Spaces.SuperKernels;
using NasSharp.Torch;

namespace NasSharp.OneShot.SinglePathNas;

/// <summary>
/// The runtime of a superkernel as a function of its gates (Stamoulis et al. 2019, section 3): R_e = d50 (R(5x5, e/2) + d100 (R(5x5, e) - R(5x5, e/2))) and
/// R = q R_e + d5 (1 - q) R_e with q = R(3x3, e) / R(5x5, e), summed over the blocks, with what every network costs. The cost of the 3x3 kernel with half the expansion follows from the others.
/// </summary>
internal sealed class RuntimeModel(CandidateCosts costs)
{
    /// <summary>The runtime, one number; gradients flow from the gates.</summary>
    public torch.Tensor Of(Func<string, KernelPart, torch.Tensor?> gate)
    {
        torch.Tensor? sum = null;
        foreach (var (key, row) in costs.Rows)
        {
            var (half, whole, q) = (row[2], row[3], row[3] > 0 ? row[1] / row[3] : 1);
            var expanded = gate(key, KernelPart.SecondHalf)! * (whole - half) + half;
            if (gate(key, KernelPart.Block) is { } block)
                expanded = expanded * block;
            var runtime = expanded * (gate(key, KernelPart.Shell)! * (1 - q) + q);
            sum = sum is null ? runtime : sum + runtime;
        }
        return sum! + costs.Constant;
    }
}

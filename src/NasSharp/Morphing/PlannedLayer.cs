using System.Numerics;
using NasSharp.Training;

namespace NasSharp.Morphing;

/// <summary>One convolution of a <see cref="NetworkPlan"/>.</summary>
/// <param name="Id">Its name in the plan and in all plans that come from it: where a child has a layer of the same number and shape, it inherits the weights.</param>
/// <param name="Channels">Output channels, 1 to 65,536.</param>
/// <param name="Kernel">Rows and columns of the filter, odd, 1 to 15.</param>
/// <param name="Stride">A power of two, 1 to 16.</param>
/// <param name="Activated">Whether batch norm and ReLU follow; without, the layer is linear.</param>
public sealed record PlannedLayer(int Id, int Channels, int Kernel = 3, int Stride = 1, bool Activated = true)
{
    internal void Validate()
    {
        Demand.That(Id >= 0, $"the number of a layer", Id, "0 or more");
        Demand.That(Channels is >= 1 and <= 65_536, $"the channels of layer {Id}", Channels, "1 to 65536");
        Demand.That(Kernel is >= 1 and <= 15 && Kernel % 2 == 1, $"the kernel of layer {Id}", Kernel, "an odd number from 1 to 15");
        Demand.That(Stride is >= 1 and <= 16 && BitOperations.IsPow2(Stride), $"the stride of layer {Id}", Stride, "1, 2, 4, 8 or 16");
    }

    /// <summary>Text without the number, for comparisons: <c>64k3s1</c>, and <c>64k3s1-linear</c> without activation.</summary>
    public override string ToString() => $"{Channels}k{Kernel}s{Stride}{(Activated ? "" : "-linear")}";
}

using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.Morphing;

/// <summary>
/// Adds a convolution behind a layer, of as many channels and stride 1, that begins as the identity: its filter passes each channel on, and its batch norm has
/// the mean 0 and the variance 1. It is activated when the layer before it is, because ReLU changes nothing that is positive already.
/// </summary>
/// <param name="After">The number of the layer that it follows.</param>
/// <param name="Kernel">Rows and columns of its filter, odd, 1 to 15.</param>
public sealed record Deepen(int After, int Kernel = 3) : Morph
{
    /// <inheritdoc/>
    public override NetworkPlan Apply(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var before = plan[After];
        var place = plan.PlaceOf(After) + 1;
        var added = new PlannedLayer(plan.NextId, before.Channels, Kernel, 1, before.Activated);
        return plan.With([.. plan.Layers.Take(place), added, .. plan.Layers.Skip(place)]);
    }

    internal override void Carry(PlannedNetwork parent, PlannedNetwork grown, RandomStream random)
    {
        var layer = grown.Layer(parent.Plan.NextId);
        var weight = layer.Conv.weight.zero_();
        for (var channel = 0; channel < layer.Planned.Channels; channel++)
            weight[channel, channel, Kernel / 2, Kernel / 2].fill_(1);
        layer.Conv.bias?.zero_();
        // A fresh norm has mean 0 and variance 1; the root of what it adds to the variance is made up for.
        if (layer.Norm is { } norm)
            norm.weight!.fill_(Math.Sqrt(1 + norm.eps));
    }
}

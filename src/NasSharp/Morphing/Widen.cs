using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Morphing;

/// <summary>
/// Gives a layer more channels: the new ones are copies of randomly chosen ones, and whoever reads them shares their weight out among the copies. Different from
/// Net2Net the shares are not equal, so that copies get different gradients and need no noise to part.
/// </summary>
/// <param name="Layer">The number of the layer.</param>
/// <param name="Channels">Channels that it gets, more than it has.</param>
public sealed record Widen(int Layer, int Channels) : Morph
{
    /// <inheritdoc/>
    public override NetworkPlan Apply(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Channels <= plan[Layer].Channels)
            throw new ArgumentException($"Layer {Layer} has {plan[Layer].Channels} channels and cannot be widened to {Channels}; name more.");
        return plan.With(plan.Layers.Select(l => l.Id == Layer ? l with { Channels = Channels } : l));
    }

    internal override void Carry(PlannedNetwork parent, PlannedNetwork grown, RandomStream random)
    {
        var before = parent.Plan[Layer].Channels;
        long[] source = [.. Enumerable.Range(0, Channels).Select(c => (long)(c < before ? c : random.Next(before)))];
        var shares = Shares(source, before, random);
        foreach (var (old, wide) in parent.Layer(Layer).ByOutput.Zip(grown.Layer(Layer).ByOutput))
            Copy(old, wide, source, 0, null);
        foreach (var skip in parent.Plan.Skips.Where(s => s.To == Layer))
            Copy(parent.Skip(skip).weight, grown.Skip(skip).weight, source, 0, null);
        foreach (var (old, wide) in Readers(parent).Zip(Readers(grown)))
            Copy(old, wide, source, 1, shares);
    }

    // The weights with one column for each channel of the layer: of the next layer or the head, and of skip connections.
    private IEnumerable<Tensor> Readers(PlannedNetwork network)
    {
        var (plan, place) = (network.Plan, network.Plan.PlaceOf(Layer));
        yield return place + 1 < plan.Layers.Count ? network.Layer(plan.Layers[place + 1].Id).Conv.weight : network.Head.weight;
        foreach (var skip in plan.Skips.Where(s => s.From == Layer))
            yield return network.Skip(skip).weight;
    }

    // For every channel which part of its source's weight it takes; the parts of one source add up to 1.
    private static double[] Shares(long[] source, int before, RandomStream random)
    {
        var part = Array.ConvertAll(source, _ => 0.5 + random.NextDouble());
        var sums = new double[before];
        foreach (var (i, s) in source.Index())
            sums[s] += part[i];
        return [.. part.Select((p, i) => p / sums[source[i]])];
    }

    private static void Copy(Tensor old, Tensor wide, long[] source, int dimension, double[]? shares)
    {
        var copied = old.index_select(dimension, tensor(source, [source.Length]).to(old.device));
        if (shares is not null)
        {
            long[] shape = [.. Enumerable.Range(0, (int)old.ndim).Select(d => d == dimension ? source.Length : 1L)];
            copied = copied * tensor(shares, shape).to(old.device, old.dtype);
        }
        wide.copy_(copied);
    }
}

using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Morphing;

/// <summary>
/// The network of a <see cref="NetworkPlan"/>: [N, channels, H, W] to logits [N, classes]. Layers are named after their numbers, so that networks of related
/// plans share names. Afterwards it can grow: see <see cref="Morphed"/> and <see cref="Inherit"/>.
/// </summary>
public sealed class PlannedNetwork : nn.Module<Tensor, Tensor>
{
    private readonly PlannedConvolution[] _layers;
    private readonly Dictionary<PlannedSkip, Conv2d> _skips = [];
    private readonly Linear _head;

    /// <summary>Makes the network with fresh weights; those of skip connections are zero, so that they begin without effect.</summary>
    public PlannedNetwork(NetworkPlan plan)
        : base(nameof(PlannedNetwork))
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        _layers = [.. plan.Layers.Select(l => new PlannedConvolution(plan.ChannelsInto(l.Id), l))];
        foreach (var layer in _layers)
            register_module($"layer_{layer.Planned.Id}", layer);
        foreach (var skip in plan.Skips)
        {
            var conv = nn.Conv2d(plan[skip.From].Channels, plan[skip.To].Channels, 1, stride: plan.StrideBetween(skip.From, skip.To), bias: false);
            using (no_grad())
                conv.weight.zero_();
            _skips.Add(skip, conv);
            register_module($"skip_{skip.From}_{skip.To}", conv);
        }
        _head = nn.Linear(plan.Features, plan.Classes);
        register_module("head", _head);
    }

    /// <summary>What the network is made after.</summary>
    public NetworkPlan Plan { get; }

    internal Linear Head => _head;

    internal PlannedConvolution Layer(int id) => _layers[Plan.PlaceOf(id)];

    internal Conv2d Skip(PlannedSkip skip) => _skips[skip];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var outputs = new Dictionary<int, Tensor>();
        var last = input;
        foreach (var layer in _layers)
        {
            var sum = layer.Sum(last);
            foreach (var (skip, conv) in _skips)
            {
                if (skip.To == layer.Planned.Id)
                    sum = sum + conv.call(outputs[skip.From]);
            }
            outputs[layer.Planned.Id] = last = layer.Planned.Activated ? nn.functional.relu(sum) : sum;
        }
        return _head.call(last.mean([2, 3])).MoveToOuterDisposeScope();
    }

    /// <summary>A larger network that computes the same in evaluation mode; on the same device, of the same type. This one stays as it is.</summary>
    /// <param name="morph">What grows.</param>
    /// <param name="seed">Decides which channels are copied and how their weights are shared out.</param>
    /// <exception cref="ArgumentException">The plan cannot grow like this; the message says why.</exception>
    public PlannedNetwork Morphed(Morph morph, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(morph);
        var grown = new PlannedNetwork(morph.Apply(Plan));
        try
        {
            grown.to(_head.weight.device, _head.weight.dtype);
            grown.Inherit(this);
            using var gradients = no_grad();
            using var scope = NewDisposeScope();
            morph.Carry(this, grown, new Training.RandomStream(seed, "network morphism"));
            grown.train(training);
            return grown;
        }
        catch
        {
            grown.Dispose();
            throw;
        }
    }

    /// <summary>Copies every weight and statistic that another network has under the same name and in the same shape.</summary>
    /// <param name="parent">The other network; it stays as it is.</param>
    /// <returns>How many tensors were copied.</returns>
    public int Inherit(PlannedNetwork parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var (own, copied) = (state_dict(), 0);
        foreach (var (name, tensor) in parent.state_dict())
        {
            if (!own.TryGetValue(name, out var target) || !target.shape.SequenceEqual(tensor.shape))
                continue;
            target.copy_(tensor);
            copied++;
        }
        return copied;
    }
}

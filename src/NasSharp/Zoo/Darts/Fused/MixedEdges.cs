using NasSharp.Spaces;
using NasSharp.Spaces.Running;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Darts.Fused;

/// <summary>
/// All edges that leave one state of a cell, run as one native operator: the state's ReLU, its poolings and their batch norms are computed once for
/// all edges, and nothing is kept for backward but what stands in front of a batch norm. The results are those of the candidates one by one, running
/// statistics included; what the operator cannot express makes the attempt fail, and the candidates run as they are.
/// </summary>
internal sealed class MixedEdges
{
    private static readonly Operator Fused = new("nassharp::mixed_edges");

    private readonly bool _training;
    private readonly CandidateLayout _layout;
    private readonly List<Tensor> _weights = [];
    private readonly List<long> _edges = [];
    private readonly List<SkipAwareMix?> _finishing = [];
    private int _edgeCount;

    private MixedEdges(bool training)
    {
        _training = training;
        _layout = new CandidateLayout(training);
    }

    /// <summary>The output of every edge for <paramref name="state"/>, [N, C, H, W]; null when the edges must run one by one.</summary>
    public static Tensor[]? TryRun(IReadOnlyList<LayerChoice> edges, Tensor state, bool training)
    {
        if (edges.Count == 0 || !CanRun(state, training))
            return null;
        var mixed = new MixedEdges(training);
        return edges.All(mixed.TryAdd) ? mixed.Run(state) : null;
    }

    /// <summary>The output of one block that nobody decides about; null when it must run as it is.</summary>
    public static Tensor? TryRun(nn.Module block, Tensor state, bool training)
    {
        if (!CanRun(state, training))
            return null;
        var mixed = new MixedEdges(training);
        mixed.BeginEdge(1);
        return mixed.TryDescribe(block) ? mixed.Run(state)?[0] : null;
    }

    // In evaluation the operator has no backward. An observer is to see the operators that other tools know.
    private static bool CanRun(Tensor state, bool training) =>
        (training || !is_grad_enabled()) && Observers.Current is null && state.device_type == DeviceType.CPU && state.dtype == ScalarType.Float32
        && state.ndim == 4 && state.numel() > 0;

    private bool TryAdd(LayerChoice edge)
    {
        if (edge.HasHooks || edge.Reduction != Reduction.Sum)
            return false;
        var execution = ((IMutable)edge).Binding.Execution;
        var mask = execution is SkipAwareMix mixed ? mixed.Others : execution.Mask;
        var selected = Enumerable.Range(0, edge.Count).Where(i => mask[i]).ToArray();
        switch (execution)
        {
            case WeightedMix { Weights: { dtype: ScalarType.Float32 } weights } when selected.Length > 0:
                _weights.Add(Selected(weights, selected));
                break;
            case SkipAwareMix { Weights: { dtype: ScalarType.Float32 } weights } when selected.Length > 0:
                _weights.Add(Selected(weights, selected));
                break;
            case Selection when selected.Length > 0:
                _weights.Add(ones([selected.Length]));
                break;
            default:
                return false;
        }
        BeginEdge(selected.Length);
        _finishing.Add(execution as SkipAwareMix);
        return selected.All(i => TryDescribe(edge.Candidates[i]!));
    }

    private static Tensor Selected(Tensor weights, int[] selected) =>
        selected.Length == weights.size(0) ? weights : weights.index_select(0, tensor(Array.ConvertAll(selected, i => (long)i)));

    private void BeginEdge(int candidates)
    {
        _edgeCount++;
        _edges.Add(candidates);
    }

    private bool TryDescribe(nn.Module candidate)
    {
        var numbers = _layout.TryAdd(candidate);
        _edges.AddRange(numbers ?? []);
        return numbers is not null;
    }

    private Tensor[]? Run(Tensor state)
    {
        var stride = _layout.Stride ?? 1;
        if (_layout.NeedsEvenSize && (state.size(2) % 2 != 0 || state.size(3) % 2 != 0))
            return null;
        long[] layout = [stride, _layout.Channels ?? state.size(1), _edgeCount, .. _edges];
        var outputs = Fused.CallMany(state, _weights.ToArray(), _layout.Parameters.ToArray(), _layout.Running.ToArray(), layout, _training,
            _layout.Momentum ?? 0, _layout.Epsilon ?? 0);
        for (var i = 0; i < _finishing.Count; i++)
            outputs[i] = _finishing[i]?.Finish(outputs[i], state) ?? outputs[i];
        return outputs;
    }
}

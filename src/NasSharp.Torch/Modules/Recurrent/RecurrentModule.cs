using static NasSharp.Torch.torch;
using PackedSequence = NasSharp.Torch.torch.nn.utils.rnn.PackedSequence;

namespace NasSharp.Torch.Modules;

/// <summary>A recurrent network with one state: <see cref="RNN"/> and <see cref="GRU"/>.</summary>
public abstract class RecurrentModule : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
{
    private readonly RecurrentShape shape;
    private readonly RecurrentWeights weights;
    private readonly Operator runPadded;
    private readonly Operator runPacked;

    private protected RecurrentModule(string name, RecurrentShape shape, int gates, Operator runPadded, Operator runPacked, Device? device, ScalarType? dtype)
        : base(name)
    {
        this.shape = shape;
        this.runPadded = runPadded;
        this.runPacked = runPacked;
        weights = new RecurrentWeights(this, shape, gates, device, dtype);
    }

    /// <summary>Features of the input.</summary>
    public long input_size => shape.Inputs;

    /// <summary>Features of the state.</summary>
    public long hidden_size => shape.Hidden;

    /// <summary>Number of layers.</summary>
    public long num_layers => shape.Layers;

    /// <summary>Draws all parameters anew, uniform within 1 / √hidden.</summary>
    public void reset_parameters() => weights.Reset();

    /// <summary>Makes the memory of each parameter contiguous, which the operators are fastest with.</summary>
    public void flatten_parameters() => weights.Flatten();

    /// <summary>The input-hidden weight of a layer.</summary>
    public Parameter? get_weight_ih(long idx) => weights.Find($"weight_ih_l{idx}");

    /// <summary>The hidden-hidden weight of a layer.</summary>
    public Parameter? get_weight_hh(long idx) => weights.Find($"weight_hh_l{idx}");

    /// <summary>The input-hidden bias of a layer, or null.</summary>
    public Parameter? get_bias_ih(long idx) => weights.Find($"bias_ih_l{idx}");

    /// <summary>The hidden-hidden bias of a layer, or null.</summary>
    public Parameter? get_bias_hh(long idx) => weights.Find($"bias_hh_l{idx}");

    /// <summary>Runs over sequences.</summary>
    /// <param name="input">[L, N, inputs], or [N, L, inputs] when the batch comes first.</param>
    /// <param name="h0">The state at the start, [layers · directions, N, hidden]; zeros when null.</param>
    /// <returns>The last layer's states, [L, N, directions · hidden], and all layers' last states.</returns>
    public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
    {
        using var scope = NewDisposeScope();
        var state = h0 ?? weights.ZeroState(input, weights.BatchOf(input));
        var (output, last) = runPadded.Call2(input, state, weights.Flat, shape.Bias, shape.Layers, shape.Dropout, training, shape.Bidirectional,
            shape.BatchFirst);
        return (output.MoveToOuterDisposeScope(), last.MoveToOuterDisposeScope());
    }

    /// <summary>Runs over sequences; see <see cref="forward"/>.</summary>
    public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

    /// <summary>Runs over packed sequences of different lengths.</summary>
    public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
    {
        using var running = Observation.Observers.Enter(this);
        using var scope = NewDisposeScope();
        var state = h0 is null ? weights.ZeroState(input.data, input.Count) : input.Sorted(h0);
        var (output, last) = runPacked.Call2(input.data, input.batch_sizes, state, weights.Flat, shape.Bias, shape.Layers, shape.Dropout, training,
            shape.Bidirectional);
        return (input.With(output.MoveToOuterDisposeScope()), input.Unsorted(last).MoveToOuterDisposeScope());
    }
}

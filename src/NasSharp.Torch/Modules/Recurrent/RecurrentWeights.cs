using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules;

/// <summary>The sizes and options of a recurrent network.</summary>
internal sealed record RecurrentShape(long Inputs, long Hidden, long Layers, bool Bias, bool BatchFirst, double Dropout, bool Bidirectional)
{
    internal int Directions => Bidirectional ? 2 : 1;
}

/// <summary>
/// What RNN, GRU and LSTM share: for each layer and direction the parameters <c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c> and
/// <c>bias_hh_l0</c> (<c>_reverse</c> for the second direction), in the order in which the operators take them.
/// </summary>
internal sealed class RecurrentWeights
{
    private readonly nn.Module owner;
    private readonly RecurrentShape shape;
    private readonly string[] names;

    internal RecurrentWeights(nn.Module owner, RecurrentShape shape, int gates, Device? device, ScalarType? dtype)
    {
        this.owner = owner;
        this.shape = shape;
        if (shape.Dropout is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(shape), shape.Dropout, $"{owner.GetName()}: dropout must lie in [0, 1]");
        var names = new List<string>();
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            for (var direction = 0; direction < shape.Directions; direction++)
            {
                var inputs = layer == 0 ? shape.Inputs : shape.Hidden * shape.Directions;
                var suffix = $"_l{layer}{(direction == 1 ? "_reverse" : "")}";
                Add("weight_ih" + suffix, gates * shape.Hidden, inputs);
                Add("weight_hh" + suffix, gates * shape.Hidden, shape.Hidden);
                if (shape.Bias)
                {
                    Add("bias_ih" + suffix, gates * shape.Hidden);
                    Add("bias_hh" + suffix, gates * shape.Hidden);
                }
            }
        }
        this.names = [.. names];
        Reset();

        void Add(string name, params long[] size)
        {
            owner.register_parameter(name, new Parameter(empty(size, dtype, device)));
            names.Add(name);
        }
    }

    internal Tensor[] Flat => Array.ConvertAll<string, Tensor>(names, name => owner.Parameters[name]);

    internal void Reset()
    {
        var bound = shape.Hidden > 0 ? 1 / Math.Sqrt(shape.Hidden) : 0;
        foreach (var name in names)
            nn.init.uniform_(owner.Parameters[name], -bound, bound);
    }

    internal void Flatten()
    {
        using var scope = NewDisposeScope();
        using var recording = no_grad();
        foreach (var parameter in Flat)
        {
            if (!parameter.is_contiguous())
                parameter.set_data(parameter.contiguous());
        }
    }

    internal Parameter? Find(string name) => owner.Parameters.GetValueOrDefault(name);

    /// <summary>A state of zeros for a padded or packed input.</summary>
    internal Tensor ZeroState(Tensor input, long batch) =>
        zeros([shape.Layers * shape.Directions, batch, shape.Hidden], input.dtype, input.device);

    /// <summary>The batch size of a padded input, which must have three dimensions and the right number of features.</summary>
    internal long BatchOf(Tensor input)
    {
        if (input.ndim != 3 || input.size(2) != shape.Inputs)
        {
            var order = shape.BatchFirst ? "[N, L, " : "[L, N, ";
            throw new ArgumentException($"{owner.GetName()} takes sequences {order}{shape.Inputs}], found {input.Describe()}");
        }
        return input.size(shape.BatchFirst ? 0 : 1);
    }
}

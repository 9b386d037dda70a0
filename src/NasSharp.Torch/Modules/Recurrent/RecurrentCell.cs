namespace NasSharp.Torch.Modules;

/// <summary>One step of a recurrent network: its sizes and parameters.</summary>
public abstract class RecurrentCell<TState, TResult> : torch.nn.Module<torch.Tensor, TState, TResult>
{
    private protected RecurrentCell(string name, long inputSize, long hiddenSize, bool bias, int gates, torch.Device? device,
        torch.ScalarType? dtype) : base(name)
    {
        input_size = inputSize;
        hidden_size = hiddenSize;
        weight_ih = NewParameter([gates * hiddenSize, inputSize], device, dtype);
        weight_hh = NewParameter([gates * hiddenSize, hiddenSize], device, dtype);
        if (bias)
        {
            bias_ih = NewParameter([gates * hiddenSize], device, dtype);
            bias_hh = NewParameter([gates * hiddenSize], device, dtype);
        }
        reset_parameters();
    }

    /// <summary>Features of the input.</summary>
    public long input_size { get; }

    /// <summary>Features of the state.</summary>
    public long hidden_size { get; }

    /// <summary>The input-hidden weight, [gates · hidden, inputs].</summary>
    public Parameter weight_ih
    {
        get;
        set => field = Keep(nameof(weight_ih), value)!;
    }

    /// <summary>The hidden-hidden weight, [gates · hidden, hidden].</summary>
    public Parameter weight_hh
    {
        get;
        set => field = Keep(nameof(weight_hh), value)!;
    }

    /// <summary>The input-hidden bias, [gates · hidden], or null.</summary>
    public Parameter? bias_ih
    {
        get;
        set => field = Keep(nameof(bias_ih), value);
    }

    /// <summary>The hidden-hidden bias, [gates · hidden], or null.</summary>
    public Parameter? bias_hh
    {
        get;
        set => field = Keep(nameof(bias_hh), value);
    }

    /// <summary>Draws all parameters anew, uniform within 1 / √hidden.</summary>
    public void reset_parameters()
    {
        var bound = hidden_size > 0 ? 1 / Math.Sqrt(hidden_size) : 0;
        foreach (var parameter in parameters(recurse: false))
            torch.nn.init.uniform_(parameter, -bound, bound);
    }

    private protected torch.Tensor ZeroState(torch.Tensor input) => torch.zeros([input.size(0), hidden_size], input.dtype, input.device);
}

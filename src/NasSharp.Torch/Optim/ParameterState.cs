namespace NasSharp.Torch.Modules;

/// <summary>What an optimizer remembers of one parameter: how often it was updated, and tensors of the parameter's shape by name.</summary>
public sealed class ParameterState
{
    private readonly OrderedDictionary<string, torch.Tensor> tensors = [];

    /// <summary>Number of updates so far; steps in which the parameter had no gradient do not count.</summary>
    public long step { get; set; }

    /// <summary>The tensors by name, such as <c>momentum_buffer</c> or <c>exp_avg</c>.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Tensors => tensors;

    /// <summary>The tensor of that name, made by <paramref name="create"/> when it is missing. It lives as long as the state.</summary>
    public torch.Tensor GetOrAdd(string name, Func<torch.Tensor> create)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            Put(name, tensor = create());
        return tensor;
    }

    internal void Put(string name, torch.Tensor tensor)
    {
        if (tensors.TryGetValue(name, out var old))
            old.Dispose();
        tensors[name] = tensor.DetachFromDisposeScope();
    }

    internal void Dispose()
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        tensors.Clear();
    }
}

/// <summary>The parameters of one group that have a gradient in this step, with their gradients and states, position by position.</summary>
public sealed class ParameterBatch
{
    internal ParameterBatch(torch.Tensor[] parameters, torch.Tensor[] gradients, ParameterState[] states)
    {
        Parameters = parameters;
        Gradients = gradients;
        States = states;
    }

    /// <summary>The parameters to update in place.</summary>
    public torch.Tensor[] Parameters { get; }

    /// <summary>Their gradients; not to be changed.</summary>
    public torch.Tensor[] Gradients { get; }

    /// <summary>What is remembered of each.</summary>
    public ParameterState[] States { get; }

    /// <summary>The state tensors of one name; missing ones are made from the parameter at that position.</summary>
    public torch.Tensor[] Slot(string name, Func<torch.Tensor, torch.Tensor> create)
    {
        var result = new torch.Tensor[States.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var parameter = Parameters[i];
            result[i] = States[i].Tensors.TryGetValue(name, out var tensor) ? tensor : States[i].GetOrAdd(name, () => create(parameter));
        }
        return result;
    }

    /// <summary>Counts this update in each state.</summary>
    public void CountStep()
    {
        foreach (var state in States)
            state.step++;
    }
}

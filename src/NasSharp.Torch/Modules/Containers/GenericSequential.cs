namespace NasSharp.Torch.Modules;

/// <summary>
/// A sequence of modules of any kind with one input. A subclass says in <c>forward</c> how the results pass from one to the next.
/// </summary>
public abstract class Sequential<T, TResult> : torch.nn.Module<T, TResult>
{
    /// <summary>Makes a sequence of named modules.</summary>
    protected Sequential(params (string name, torch.nn.Module submodule)[] modules) : base("Sequential")
    {
        foreach (var (name, module) in modules)
            append(name, module);
    }

    /// <summary>Makes a sequence of modules named "0", "1", ...</summary>
    protected Sequential(params torch.nn.Module[] modules) : base("Sequential")
    {
        foreach (var module in modules)
            append(module);
    }

    /// <summary>Number of modules.</summary>
    public int Count => Children.Count;

    /// <summary>The module at a position.</summary>
    public torch.nn.Module this[int index] => Children.GetAt(index).Value;

    /// <summary>Adds a module under a name.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Sequential<T, TResult> append(string name, torch.nn.Module module)
    {
        if (Children.ContainsKey(name))
            throw new ArgumentException($"the sequence already has a module named '{name}'", nameof(name));
        register_module(name, module);
        return this;
    }

    /// <summary>Adds a module named after its position.</summary>
    public Sequential<T, TResult> append(torch.nn.Module module) =>
        append(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);
}

/// <summary>
/// A sequence of modules of any kind with two inputs. A subclass says in <c>forward</c> how the results pass from one to the next.
/// </summary>
public abstract class Sequential<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>
{
    /// <summary>Makes a sequence of named modules.</summary>
    protected Sequential(params (string name, torch.nn.Module submodule)[] modules) : base("Sequential")
    {
        foreach (var (name, module) in modules)
            append(name, module);
    }

    /// <summary>Makes a sequence of modules named "0", "1", ...</summary>
    protected Sequential(params torch.nn.Module[] modules) : base("Sequential")
    {
        foreach (var module in modules)
            append(module);
    }

    /// <summary>Number of modules.</summary>
    public int Count => Children.Count;

    /// <summary>The module at a position.</summary>
    public torch.nn.Module this[int index] => Children.GetAt(index).Value;

    /// <summary>Adds a module under a name.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Sequential<T1, T2, TResult> append(string name, torch.nn.Module module)
    {
        if (Children.ContainsKey(name))
            throw new ArgumentException($"the sequence already has a module named '{name}'", nameof(name));
        register_module(name, module);
        return this;
    }

    /// <summary>Adds a module named after its position.</summary>
    public Sequential<T1, T2, TResult> append(torch.nn.Module module) =>
        append(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);
}

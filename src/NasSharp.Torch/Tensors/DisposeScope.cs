namespace NasSharp.Torch;

/// <summary>
/// Owns the tensors made on this thread since it was opened and disposes them when it is closed. Scopes nest; use one per training step.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic] private static DisposeScope? current;

    private readonly DisposeScope? outer;
    private torch.Tensor? first;
    private bool closed;

    internal DisposeScope()
    {
        outer = current;
        current = this;
    }

    /// <summary>Tensors that this scope owns now.</summary>
    public int Count { get; private set; }

    internal static DisposeScope? Current => current;

    /// <summary>Disposes all tensors of the scope and leaves it open.</summary>
    public void DisposeEverything()
    {
        for (var tensor = first; tensor is not null;)
        {
            var next = tensor.NextInScope;
            tensor.PreviousInScope = tensor.NextInScope = null;
            tensor.DisposeFromScope();
            tensor = next;
        }
        first = null;
        Count = 0;
    }

    /// <summary>Disposes all tensors of the scope except some, and leaves it open.</summary>
    public void DisposeEverythingBut(params IEnumerable<torch.Tensor> keep)
    {
        var kept = keep.Where(tensor => ReferenceEquals(tensor.Scope, this)).ToList();
        kept.ForEach(Remove);
        DisposeEverything();
        kept.ForEach(Add);
    }

    /// <summary>Hands a tensor to the scope around this one.</summary>
    public T MoveToOuter<T>(T tensor)
        where T : torch.Tensor
    {
        if (ReferenceEquals(tensor.Scope, this))
        {
            Remove(tensor);
            outer?.Add(tensor);
        }
        return tensor;
    }

    /// <summary>Frees a tensor from this scope: it lives until disposed.</summary>
    public T Detach<T>(T tensor)
        where T : torch.Tensor
    {
        if (ReferenceEquals(tensor.Scope, this))
            Remove(tensor);
        return tensor;
    }

    /// <summary>Takes over a tensor, whoever owned it before.</summary>
    public T Attach<T>(T tensor)
        where T : torch.Tensor
    {
        tensor.Scope?.Remove(tensor);
        Add(tensor);
        return tensor;
    }

    /// <summary>Disposes the tensors and returns to the scope around this one.</summary>
    /// <exception cref="InvalidOperationException">An inner scope is still open, or the scope belongs to another thread.</exception>
    public void Dispose()
    {
        if (closed)
            return;
        if (!ReferenceEquals(current, this))
            throw new InvalidOperationException("dispose scopes are closed in the order opposite to their opening, on the thread that opened them");
        closed = true;
        current = outer;
        DisposeEverything();
    }

    internal void Add(torch.Tensor tensor)
    {
        tensor.Scope = this;
        tensor.PreviousInScope = null;
        tensor.NextInScope = first;
        if (first is not null)
            first.PreviousInScope = tensor;
        first = tensor;
        Count++;
    }

    internal void Remove(torch.Tensor tensor)
    {
        if (tensor.PreviousInScope is { } previous)
            previous.NextInScope = tensor.NextInScope;
        else
            first = tensor.NextInScope;
        if (tensor.NextInScope is { } next)
            next.PreviousInScope = tensor.PreviousInScope;
        tensor.PreviousInScope = tensor.NextInScope = null;
        tensor.Scope = null;
        Count--;
    }
}

public static partial class torch
{
    /// <summary>Opens a scope that owns the tensors made on this thread until it is disposed.</summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>The innermost open scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScope.Current;

    /// <summary>Runs a function in a scope of its own and hands its result to the scope around it.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> function)
    {
        using var scope = NewDisposeScope();
        return function().MoveToOuterDisposeScope();
    }
}

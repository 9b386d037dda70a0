using static NasSharp.Torch.torch.nn;

namespace NasSharp.Torch;

/// <summary>A loss of two inputs.</summary>
public abstract class Loss<T1, T2, TResult> : Module<T1, T2, TResult>
{
    /// <summary>Makes a loss.</summary>
    protected Loss(string name, Reduction reduction = Reduction.Mean) : base(name) => this.reduction = reduction;

    /// <summary>What becomes of the losses of the elements.</summary>
    public Reduction reduction { get; }
}

/// <summary>A loss of three inputs.</summary>
public abstract class Loss<T1, T2, T3, TResult> : Module<T1, T2, T3, TResult>
{
    /// <summary>Makes a loss.</summary>
    protected Loss(string name, Reduction reduction = Reduction.Mean) : base(name) => this.reduction = reduction;

    /// <summary>What becomes of the losses of the elements.</summary>
    public Reduction reduction { get; }
}

/// <summary>A loss of four inputs.</summary>
public abstract class Loss<T1, T2, T3, T4, TResult> : Module<T1, T2, T3, T4, TResult>
{
    /// <summary>Makes a loss.</summary>
    protected Loss(string name, Reduction reduction = Reduction.Mean) : base(name) => this.reduction = reduction;

    /// <summary>What becomes of the losses of the elements.</summary>
    public Reduction reduction { get; }
}

/// <summary>A loss of two inputs whose classes or elements have weights.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Makes a loss that keeps an alias of the weight, as a buffer.</summary>
    protected WeightedLoss(string name, torch.Tensor? weight = null, Reduction reduction = Reduction.Mean) : base(name, reduction) =>
        this.weight = Keep(nameof(weight), weight?.alias());

    /// <summary>The weights, or null.</summary>
    public torch.Tensor? weight { get; }
}

namespace NasSharp.Torch.Modules;

/// <summary>A tensor that a module trains. It belongs to no dispose scope: it lives as long as its module.</summary>
public sealed class Parameter : torch.Tensor
{
    /// <summary>Takes over <paramref name="data"/>, which becomes unusable as an object of its own.</summary>
    public Parameter(torch.Tensor data, bool requires_grad = true) : base(Cut(data))
    {
        this.requires_grad = requires_grad;
    }

    // A parameter is a leaf: what was computed to initialise it is not part of its history.
    private static torch.Tensor Cut(torch.Tensor data)
    {
        if (data.is_leaf && data is not Parameter)
            return data;
        var leaf = data.detach();
        data.Dispose();
        return leaf;
    }
}

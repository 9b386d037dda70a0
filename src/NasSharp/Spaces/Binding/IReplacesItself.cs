using NasSharp.Torch;

namespace NasSharp.Spaces.Binding;

/// <summary>A mutable whose candidates are parts of one set of weights; an applied architecture puts a module of its own in its place.</summary>
internal interface IReplacesItself : IMutable
{
    /// <summary>The module of a decision, with copies of the weights that it keeps, under the names that they have here.</summary>
    torch.nn.Module Derive(Decision decision);

    /// <summary>The plain module of a candidate with copies of its weights, beside this one.</summary>
    torch.nn.Module Plain(int candidate);

    /// <summary>The part of a tensor of this module's state that the module of a decision keeps; the tensor itself when it has been cut already.</summary>
    torch.Tensor Cut(Decision decision, string name, torch.Tensor tensor);
}

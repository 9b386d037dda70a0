using NasSharp.Torch;

namespace NasSharp.Spaces.Binding;

/// <summary>A module that keeps parts of some of its weights when it prunes itself, because an architecture leaves the rest without use.</summary>
internal interface IKeepsParts : IPrunesItself
{
    /// <summary>
    /// What is kept of a tensor of the supernet, by its name below this module after the pruning; the tensor itself when that is all of it, or when it has been cut already.
    /// </summary>
    torch.Tensor Part(string name, torch.Tensor tensor);
}

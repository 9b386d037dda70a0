namespace NasSharp.Torch;

/// <summary>PyTorch's top-level namespace, with TorchSharp's names: tensors, functions, and the nested <c>nn</c>, <c>optim</c> and <c>utils</c>.</summary>
public static partial class torch
{
}

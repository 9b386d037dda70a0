namespace NasSharp.Profiling;

/// <summary>What all calls of one operator cost together.</summary>
/// <param name="Name">The name in libtorch, such as <c>aten::conv2d</c>.</param>
/// <param name="Calls">How often it was called.</param>
/// <param name="Flops">Its multiply-adds, when it is a convolution or a matrix product.</param>
/// <param name="OtherOperations">Its other operations, as in <see cref="LayerProfile.OtherOperations"/>.</param>
public sealed record OperatorProfile(string Name, int Calls, long Flops, long OtherOperations);

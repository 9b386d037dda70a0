using NasSharp.Torch;

namespace NasSharp.Tests.Spaces;

/// <summary>Compares tensors of float32 or float64 element by element.</summary>
internal static class TensorAssert
{
    public static void Close(torch.Tensor expected, torch.Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        foreach (var (e, a) in Values(expected).Zip(Values(actual)))
            Assert.True(Math.Abs(e - a) <= tolerance * Math.Max(1, Math.Abs(e)), $"expected {e}, found {a}");
    }

    private static double[] Values(torch.Tensor tensor) => tensor.detach().to(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
}

using NasSharp.Torch;

namespace NasSharp.Torch.Tests.Kernels;

/// <summary>What the tests of the native kernels share: the operators by name, and the distance between two results.</summary>
internal static class KernelCheck
{
    internal static readonly Operator Depthwise = new("nassharp::depthwise_conv2d");
    internal static readonly Operator WeightedSum = new("nassharp::weighted_sum");
    internal static readonly Operator MixedEdges = new("nassharp::mixed_edges");
    private static readonly string[] Names = ["portable", "avx2", "avx512"];
    private static readonly Operator UseInstructionSet = new("nassharp::use_instruction_set");

    /// <summary>The instruction sets of this processor; each must give the same results.</summary>
    internal static IEnumerable<string> InstructionSets()
    {
        var found = Names.Where(name => UseInstructionSet.CallScalar(name).ToBoolean()).ToArray();
        UseInstructionSet.CallScalar("");
        return found;
    }

    internal static void ForEachInstructionSet(Action body)
    {
        try
        {
            foreach (var name in InstructionSets().ToArray())
            {
                UseInstructionSet.CallScalar(name);
                body();
            }
        }
        finally
        {
            UseInstructionSet.CallScalar("");
        }
    }

    internal static torch.Tensor Random(long[] shape, int seed)
    {
        var random = new Random(seed);
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return torch.tensor(values, shape);
    }

    internal static torch.Tensor ChannelsLast(this torch.Tensor tensor) => tensor.contiguous(torch.memory_format.channels_last);

    /// <summary>A leaf of its own with the values of <paramref name="tensor"/> in float64.</summary>
    internal static torch.Tensor AsDoubleLeaf(this torch.Tensor tensor) => tensor.detach().to(torch.float64).requires_grad_();

    /// <summary>||actual - expected|| / ||expected||, in float64.</summary>
    internal static double Distance(torch.Tensor actual, torch.Tensor expected)
    {
        Assert.Equal(expected.shape, actual.shape);
        var a = actual.detach().to(torch.float64).to_array<double>();
        var e = expected.detach().to(torch.float64).to_array<double>();
        var difference = a.Zip(e, (x, y) => (x - y) * (x - y)).Sum();
        return Math.Sqrt(difference) / Math.Max(Math.Sqrt(e.Sum(y => y * y)), 1e-12);
    }

    internal static void Close(torch.Tensor actual, torch.Tensor expected, double tolerance, string what)
    {
        var distance = Distance(actual, expected);
        Assert.True(distance <= tolerance, $"{what}: relative distance {distance:e2}, allowed {tolerance:e2}");
    }
}

using System.Text.Json;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Darts;

/// <summary>Values of operations and cells that were made with the code of DARTS's authors, forward and backward.</summary>
internal static class AuthorsValues
{
    // Both sides compute in float64; sums of some thousand terms differ in the last digits.
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Cases = Load();

    public static IEnumerable<string> Names => Cases.EnumerateObject().Select(c => c.Name);

    public static void Compare(string name, nn.Module module, Parameter[] parameters, Func<Tensor, Tensor> run) => Compare(name, module, parameters, (a, _) => run(a));

    public static void Compare(string name, nn.Module module, Parameter[] parameters, Func<Tensor, Tensor, Tensor> inputs)
    {
        var expected = Cases.GetProperty(name);
        Assert.Equal(expected.GetProperty("params").GetInt64(), parameters.Sum(p => p.numel()));
        Assert.Equal(parameters.Length, module.parameters().Count());
        module.to(ScalarType.Float64);
        using (no_grad())
            foreach (var (j, parameter) in parameters.Index())
                parameter.copy_(Formula(parameter.shape, i => 0.3 * Math.Sin(0.37 * i + j) + (expected.GetProperty("grad_params")[j][0].GetString()!.EndsWith("weight") && parameter.ndim == 1 ? 1 : 0)));
        var xs = expected.GetProperty("inputs").EnumerateArray().Select(s => Formula([.. s.EnumerateArray().Select(v => v.GetInt64())], i => Math.Cos(0.13 * i)).requires_grad_(true)).ToArray();

        var y = inputs(xs[0], xs[^1]);
        var loss = (y * Formula(y.shape, i => Math.Sin(0.11 * i))).sum();
        loss.backward();

        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64()), y.shape);
        Close(expected.GetProperty("sum").GetDouble(), y.sum());
        Close(expected.GetProperty("l2").GetDouble(), Norm(y));
        Close(expected.GetProperty("loss").GetDouble(), loss);
        // Stored with twelve decimals.
        Assert.All(expected.GetProperty("first16").EnumerateArray().Zip(y.flatten().contiguous().data<double>().ToArray()),
            p => Assert.Equal(p.First.GetDouble(), p.Second, 1e-11));
        foreach (var (i, x) in xs.Index())
            Close(expected.GetProperty("grad_x_l2")[i].GetDouble(), Norm(x.grad!));
        foreach (var (j, parameter) in parameters.Index())
            Close(expected.GetProperty("grad_params")[j][1].GetDouble(), Norm(parameter.grad!));
    }

    private static Tensor Formula(long[] shape, Func<int, double> value)
        => tensor(Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(value).ToArray(), shape);

    private static Tensor Norm(Tensor x) => (x * x).sum().sqrt();

    private static void Close(double expected, Tensor actual)
        => Assert.Equal(expected, actual.item<double>(), Tolerance * Math.Max(1, Math.Abs(expected)));

    private static JsonElement Load()
    {
        using var stream = typeof(AuthorsValues).Assembly.GetManifestResourceStream("NasSharp.Tests.Zoo.Darts.darts_operations.json")!;
        return JsonDocument.Parse(stream).RootElement.GetProperty("cases");
    }
}

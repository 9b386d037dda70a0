using System.Text.Json;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Zoo;
using NasSharp.Zoo.Darts;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Darts;

/// <summary>Operations and cells against the values of the authors' own code, forward and backward.</summary>
public class DartsParityTests
{
    // Both sides compute in float64; sums of some thousand terms differ in the last digits.
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Cases = Load();

    public static TheoryData<string> Operations => [.. Cases.EnumerateObject().Select(c => c.Name).Where(n => n.Contains("/stride"))];

    public static TheoryData<string> Cells => [.. Cases.EnumerateObject().Select(c => c.Name).Where(n => n.Contains("/cell/"))];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_computes_what_the_authors_code_computes(string name)
    {
        using var scope = NewDisposeScope();
        var parts = name.Split("/stride");
        var module = DartsOperations.Make(4, int.Parse(parts[1]), DartsPhase.Retraining).Single(o => o.Name == Genotype.NameOf(parts[0])).Module;
        Compare(name, module, [.. module.parameters()], module.call);
    }

    [Fact]
    public void Preprocessing_computes_what_the_authors_code_computes()
    {
        using var scope = NewDisposeScope();
        var conv = new StdConv(4, 6, kernel: 1, stride: 1, padding: 0, affine: true);
        Compare("ReLUConvBN(4,6,1,1,0)", conv, [.. conv.parameters()], conv.call);
        var reduce = new FactorizedReduce(4, 6, affine: true);
        Compare("FactorizedReduce(4,6)", reduce, [.. reduce.parameters()], reduce.call);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Fixed_cell_computes_what_the_authors_code_computes(string name)
    {
        using var scope = NewDisposeScope();
        var parts = name.Split('/');
        var genotype = Genotype.All[parts[0]];
        var reduction = parts[2] == "reduce";
        var cell = new DartsCell(4, 12, 16, 4, parts[2] == "normal_after_reduction", reduction, DartsPhase.Retraining);
        FixedArchitecture.Apply(cell, genotype.In(SearchSpace.Of(cell)));
        // The authors list a cell's operations in the order of the genotype.
        var operations = (reduction ? genotype.Reduce : genotype.Normal).SelectMany((p, i) => cell.Nodes[i / 2].Edges[p.Input].parameters());
        var before = cell.named_parameters().Where(p => p.name.StartsWith("preprocess")).Select(p => p.parameter);
        Compare(name, cell, [.. before, .. operations], inputs: (a, b) => cell.call(a, b));
    }

    private static void Compare(string name, nn.Module module, Parameter[] parameters, Func<Tensor, Tensor> run) => Compare(name, module, parameters, inputs: (a, _) => run(a));

    private static void Compare(string name, nn.Module module, Parameter[] parameters, Func<Tensor, Tensor, Tensor> inputs)
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
        using var stream = typeof(DartsParityTests).Assembly.GetManifestResourceStream("NasSharp.Tests.Zoo.Darts.darts_operations.json")!;
        return JsonDocument.Parse(stream).RootElement.GetProperty("cases");
    }
}

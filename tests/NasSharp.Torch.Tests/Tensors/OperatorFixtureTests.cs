using System.Text.Json;
using NasSharp.Torch.Tests.Numerics;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

/// <summary>
/// A broad sample of operators against PyTorch. make_fixtures.py evaluates the expressions in Python; the other parts of this class write each
/// of them in C# under the same text.
/// </summary>
public sealed partial class OperatorFixtureTests : IDisposable
{
    private static readonly JsonElement Expected = Fixture.Read("Tensors/operators.json");
    private static readonly string[] Expressions = [.. Expected.GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Dictionary<string, Func<Tensor[]>> functions = [];

    public OperatorFixtureTests()
    {
        AddPointwise();
        AddComparison();
        AddReductions();
        AddIndexing();
        AddShapes();
        AddMatrices();
        AddActivations();
    }

    private static Tensor a => Input("a");

    private static Tensor b => Input("b");

    private static Tensor c => Input("c");

    private static Tensor d => Input("d");

    private static Tensor i => Input("i");

    private static Tensor j => Input("j");

    private static Tensor k => Input("k");

    private static Tensor l => Input("l");

    private static Tensor m => Input("m");

    private static Tensor n => Input("n");

    private static Tensor p => Input("p");

    private static Tensor q => Input("q");

    private static Tensor s => Input("s");

    private static Tensor u => Input("u");

    private static Tensor v => Input("v");

    private static Tensor w => Input("w");

    private static Tensor x => Input("x");

    private static Tensor y => Input("y");

    private static Tensor z => Input("z");

    public static IEnumerable<TheoryDataRow<string>> Cases() => Expressions.Select(e => new TheoryDataRow<string>(e));

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operator_computes_what_PyTorch_computes(string expression)
    {
        var results = functions[expression]();
        var expected = Expected.GetProperty("cases").GetProperty(expression);
        Assert.Equal(expected.GetArrayLength(), results.Length);
        for (var r = 0; r < results.Length; r++)
        {
            Assert.Equal(expected[r].GetProperty("shape").Longs(), results[r].shape);
            Assert.Equal(Type(expected[r]), results[r].dtype);
            var values = Values(expected[r]);
            var actual = results[r].to(float64).to_array<double>();
            // Float64 everywhere but for the few float32 results; other kernels of another libtorch round differently.
            var tolerance = results[r].dtype == float32 ? 1e-6 : 1e-10;
            for (var e = 0; e < values.Length; e++)
                Assert.True(IsClose(values[e], actual[e], tolerance), $"result {r}, element {e} is {actual[e]:R}, PyTorch has {values[e]:R}");
        }
    }

    [Fact]
    public void Every_expression_here_has_values_from_PyTorch() => Assert.Empty(functions.Keys.Except(Expressions));

    private static bool IsClose(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected));

    private static Tensor Input(string name)
    {
        var input = Expected.GetProperty("inputs").GetProperty(name);
        return tensor(Values(input), input.GetProperty("shape").Longs(), Type(input));
    }

    private static Tensor Changed(Action<Tensor> change)
    {
        var copy = a;
        change(copy);
        return copy;
    }

    private static ScalarType Type(JsonElement element) => element.GetProperty("dtype").GetString() switch
    {
        "float64" => float64,
        "float32" => float32,
        "int64" => int64,
        "bool" => torch.@bool,
        var other => throw new InvalidDataException($"the fixture has elements of type {other}"),
    };

    private static double[] Values(JsonElement element) => [.. element.GetProperty("values").EnumerateArray().Select(v => v.ValueKind switch
    {
        JsonValueKind.Number => v.GetDouble(),
        JsonValueKind.True => 1.0,
        JsonValueKind.False => 0.0,
        _ => v.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            _ => double.NegativeInfinity,
        },
    })];

    private void Case(string expression, Func<Tensor> function) => functions.Add(expression, () => [function()]);

    private void Case(string expression, Func<Tensor[]> function) => functions.Add(expression, function);

    private void Case(string expression, Func<(Tensor, Tensor)> function) => functions.Add(expression, () =>
    {
        var (first, second) = function();
        return [first, second];
    });

    private void Case(string expression, Func<(Tensor, Tensor?, Tensor?)> function) => functions.Add(expression, () =>
    {
        var (first, second, third) = function();
        return [.. new[] { first, second, third }.OfType<Tensor>()];
    });
}

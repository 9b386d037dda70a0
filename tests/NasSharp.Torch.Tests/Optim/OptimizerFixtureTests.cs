using System.Text.Json;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Tests.Numerics;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Optim;

/// <summary>Every optimizer against PyTorch's trajectories; make_fixtures.py writes them.</summary>
public sealed class OptimizerFixtureTests
{
    private static readonly JsonElement Expected = Fixture.Read("Optim/optimizers.json");

    public static IEnumerable<TheoryDataRow<int, string>> Cases() => Expected.GetProperty("cases").EnumerateArray()
        .Select((c, i) => new TheoryDataRow<int, string>(i, $"{c.GetProperty("optimizer")} {c.GetProperty("options")}"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_in_float64_follows_PyTorch(int index, string description)
    {
        Assert.NotEmpty(description);
        var expected = Expected.GetProperty("cases")[index];
        using var scope = NewDisposeScope();
        var run = new Run(expected, float64);
        foreach (var step in expected.GetProperty("float64").EnumerateArray())
            AssertClose(step, run.Next(), 1e-10);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_in_float32_ends_where_PyTorch_ends(int index, string description)
    {
        Assert.NotEmpty(description);
        var expected = Expected.GetProperty("cases")[index];
        using var scope = NewDisposeScope();
        var run = new Run(expected, float32);
        double[][] values = [];
        for (var i = 0; i < Expected.GetProperty("gradients").GetArrayLength(); i++)
            values = run.Next();
        // One unit in the last place of values near 1 is 1.2e-7; seven steps of a few roundings each.
        AssertClose(expected.GetProperty("float32"), values, 2e-6);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_state_dict_of_a_saved_state_continues_bit_for_bit(int index, string description)
    {
        Assert.NotEmpty(description);
        var expected = Expected.GetProperty("cases")[index];
        using var scope = NewDisposeScope();
        var whole = new Run(expected, float32);
        var resumed = new Run(expected, float32);
        for (var i = 0; i < 4; i++)
            whole.Next();
        whole.Optimizer.ParamGroups[0].LearningRate *= 0.7;
        resumed.TakeOver(whole);
        for (var i = 4; i < 7; i++)
            Assert.Equal(whole.Next(), resumed.Next());
    }

    private static void AssertClose(JsonElement expected, double[][] actual, double tolerance)
    {
        for (var p = 0; p < actual.Length; p++)
        {
            var values = expected[p].Doubles();
            Assert.Equal(values.Length, actual[p].Length);
            for (var i = 0; i < values.Length; i++)
                Assert.True(Math.Abs(values[i] - actual[p][i]) <= tolerance, $"parameter {p}[{i}] is {actual[p][i]:R}, PyTorch has {values[i]:R}");
        }
    }

    private sealed class Run
    {
        private static readonly long[][] Shapes = [[3], [2, 2]];

        private readonly Parameter[] parameters;
        private readonly ScalarType type;
        private int step;

        internal Run(JsonElement expected, ScalarType type)
        {
            this.type = type;
            parameters = [.. Expected.GetProperty("start").EnumerateArray().Select((p, i) => new Parameter(tensor(p.Doubles(), Shapes[i], type)))];
            Optimizer = Make(expected, parameters);
        }

        internal optim.Optimizer Optimizer { get; }

        internal double[][] Next()
        {
            var gradients = Expected.GetProperty("gradients")[step];
            var skipped = Expected.GetProperty("skipped").Longs().Contains(step);
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].grad = i == 1 && skipped ? null : tensor(gradients[i].Doubles(), Shapes[i], type);
            Optimizer.step();
            step++;
            return [.. parameters.Select(p => p.to(float64).to_array<double>())];
        }

        internal void TakeOver(Run other)
        {
            step = other.step;
            for (var i = 0; i < parameters.Length; i++)
            {
                using (no_grad())
                    parameters[i].copy_(other.parameters[i]);
            }
            Optimizer.load_state_dict(other.Optimizer.state_dict());
        }

        private static optim.Optimizer Make(JsonElement expected, Parameter[] p)
        {
            var o = expected.GetProperty("options");
            var lr = o.Number("lr", 0);
            var decay = o.Number("weight_decay", 0);
            var maximize = o.Flag("maximize");
            var betas = o.TryGetProperty("betas", out var b) ? b.Doubles() : [0.9, 0.999];
            return expected.GetProperty("optimizer").GetString() switch
            {
                "SGD" => optim.SGD(p, lr, o.Number("momentum", 0), o.Number("dampening", 0), decay, o.Flag("nesterov"), maximize),
                "Adam" => optim.Adam(p, lr, betas[0], betas[1], o.Number("eps", 1e-8), decay, o.Flag("amsgrad"), maximize),
                "AdamW" => optim.AdamW(p, lr, betas[0], betas[1], o.Number("eps", 1e-8), o.Number("weight_decay", 1e-2), o.Flag("amsgrad"), maximize),
                "RMSprop" => optim.RMSProp(p, lr, o.Number("alpha", 0.99), o.Number("eps", 1e-8), decay, o.Number("momentum", 0), o.Flag("centered"), maximize),
                _ => optim.Adagrad(p, lr, o.Number("lr_decay", 0), decay, o.Number("initial_accumulator_value", 0), o.Number("eps", 1e-10), maximize),
            };
        }
    }
}

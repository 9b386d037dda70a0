using System.Text.Json;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Tests.Numerics;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.optim;

namespace NasSharp.Torch.Tests.Optim;

/// <summary>Every schedule against PyTorch's rates and momenta; make_fixtures.py writes them.</summary>
public sealed class SchedulerTests : IDisposable
{
    private static readonly JsonElement Expected = Fixture.Read("Optim/schedules.json");
    private readonly DisposeScope scope = NewDisposeScope();

    public static IEnumerable<TheoryDataRow<int, string>> Cases() => Expected.GetProperty("cases").EnumerateArray()
        .Select((c, i) => new TheoryDataRow<int, string>(i, $"{c.GetProperty("schedule")} {c.GetProperty("arguments")} {c.GetProperty("optimizer")}"));

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_sets_the_rates_and_momenta_of_PyTorch(int index, string description)
    {
        Assert.NotEmpty(description);
        var expected = Expected.GetProperty("cases")[index];
        var (optimizer, schedule) = Make(expected);
        var epoch = 0;
        foreach (var observed in expected.GetProperty("observed").EnumerateArray())
        {
            if (epoch > 0)
                Step(schedule, expected, epoch - 1);
            for (var g = 0; g < 2; g++)
            {
                var (lr, momentum) = (observed[g][0].GetDouble(), observed[g][1].GetDouble());
                Assert.Equal(lr, optimizer.ParamGroups[g].LearningRate, 1e-12);
                Assert.Equal(lr, schedule.get_last_lr()[g], 1e-12);
                Assert.Equal(momentum, optimizer.ParamGroups[g].Settled.CycledMomentum!.Value, 1e-12);
            }
            epoch++;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_state_dict_in_the_middle_continues_bit_for_bit(int index, string description)
    {
        Assert.NotEmpty(description);
        var expected = Expected.GetProperty("cases")[index];
        var steps = expected.GetProperty("steps").GetInt32();
        for (var stop = 0; stop < steps; stop++)
        {
            var (optimizer, schedule) = Make(expected);
            var (resumedOptimizer, resumed) = Make(expected);
            for (var i = 0; i < stop; i++)
                Step(schedule, expected, i);
            resumedOptimizer.load_state_dict(optimizer.state_dict());
            resumed.load_state_dict(schedule.state_dict());
            for (var i = stop; i < steps; i++)
            {
                Step(schedule, expected, i);
                Step(resumed, expected, i);
                Assert.Equal(optimizer.state_dict().Numbers, resumedOptimizer.state_dict().Numbers);
                Assert.Equal(schedule.state_dict().Numbers, resumed.state_dict().Numbers);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void State_dict_holds_finite_numbers_only(int index, string description)
    {
        Assert.NotEmpty(description);
        var (_, schedule) = Make(Expected.GetProperty("cases")[index]);
        Assert.All(schedule.state_dict().Numbers.Values, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Step_to_an_epoch_sets_the_rate_that_stepping_there_gives()
    {
        foreach (var expected in Expected.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("metrics").ValueKind == JsonValueKind.Null))
        {
            var name = expected.GetProperty("schedule").GetString();
            if (name is "Sequential" or "Chained" or "Warmup")
                continue;
            var (walked, schedule) = Make(expected);
            var (jumped, other) = Make(expected);
            for (var epoch = 1; epoch <= expected.GetProperty("steps").GetInt32(); epoch++)
            {
                schedule.step();
                other.step(epoch);
                Assert.Equal(walked.ParamGroups[0].LearningRate, jumped.ParamGroups[0].LearningRate, 1e-12);
            }
        }
    }

    [Fact]
    public void A_second_schedule_starts_from_the_initial_rate_not_from_the_changed_one()
    {
        using var optimizer = SGD([new Parameter(zeros([1]))], 0.1);
        lr_scheduler.ConstantLR(optimizer, 0.5);
        var second = lr_scheduler.LambdaLR(optimizer, _ => 1.0);
        Assert.Equal([0.1], second.get_last_lr());
    }

    [Fact]
    public void Step_beyond_the_last_step_of_OneCycleLR_is_an_error()
    {
        using var optimizer = SGD([new Parameter(zeros([1]))], 0.1, momentum: 0.9);
        var schedule = lr_scheduler.OneCycleLR(optimizer, 1, total_steps: 2);
        schedule.step();
        schedule.step();
        Assert.Throws<InvalidOperationException>(() => schedule.step());
    }

    [Fact]
    public void Cycled_momentum_of_an_optimizer_without_one_is_an_error_that_names_it()
    {
        using var optimizer = Adagrad([new Parameter(zeros([1]))]);
        var error = Assert.Throws<InvalidOperationException>(() => lr_scheduler.OneCycleLR(optimizer, 1, total_steps: 2));
        Assert.StartsWith("Adagrad has no momentum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_state_dict_of_another_schedule_is_an_error()
    {
        using var optimizer = SGD([new Parameter(zeros([1]))], 0.1);
        var (first, second) = (lr_scheduler.StepLR(optimizer, 2), lr_scheduler.ExponentialLR(optimizer, 0.9));
        Assert.Contains("saved by StepLR", Assert.Throws<ArgumentException>(() => second.load_state_dict(first.state_dict())).Message,
            StringComparison.Ordinal);
    }

    private static void Step(lr_scheduler.LRScheduler schedule, JsonElement expected, int index)
    {
        var metrics = expected.GetProperty("metrics");
        if (metrics.ValueKind == JsonValueKind.Null)
            schedule.step();
        else
            schedule.step(metrics[index].GetDouble());
    }

    private static (Optimizer optimizer, lr_scheduler.LRScheduler schedule) Make(JsonElement expected)
    {
        Parameter[] p = [new(zeros([3])), new(zeros([2, 2]))];
        Optimizer optimizer = expected.GetProperty("optimizer").GetString() switch
        {
            "Adam" => Adam([new Adam.ParamGroup([p[0]]), new Adam.ParamGroup([p[1]], new Adam.Options { LearningRate = 0.02 })], 0.1),
            "RMSprop" => RMSProp([new RMSProp.ParamGroup([p[0]]), new RMSProp.ParamGroup([p[1]], new RMSProp.Options { LearningRate = 0.02 })], 0.1,
                momentum: 0.5),
            _ => SGD([new SGD.ParamGroup([p[0]]), new SGD.ParamGroup([p[1]], new SGD.Options { LearningRate = 0.02 })], 0.1, momentum: 0.5),
        };
        return (optimizer, Make(expected.GetProperty("schedule").GetString()!, expected.GetProperty("arguments"), optimizer));
    }

    private static lr_scheduler.LRScheduler Make(string name, JsonElement a, Optimizer o)
    {
        int Integer(string key, int otherwise) => (int)a.Number(key, otherwise);
        string Text(string key, string otherwise) => a.TryGetProperty(key, out var value) ? value.GetString()! : otherwise;
        return name switch
        {
            "StepLR" => lr_scheduler.StepLR(o, Integer("step_size", 0), a.Number("gamma", 0)),
            "MultiStepLR" => lr_scheduler.MultiStepLR(o, [.. a.GetProperty("milestones").Longs().Select(m => (int)m)], a.Number("gamma", 0)),
            "ExponentialLR" => lr_scheduler.ExponentialLR(o, a.Number("gamma", 0)),
            "LambdaLR" => lr_scheduler.LambdaLR(o, epoch => 1 / (1 + (0.5 * epoch))),
            "MultiplicativeLR" => lr_scheduler.MultiplicativeLR(o, epoch => 1 / (1 + (0.5 * epoch))),
            "LinearLR" => lr_scheduler.LinearLR(o, a.Number("start_factor", 0), a.Number("end_factor", 0), Integer("total_iters", 0)),
            "ConstantLR" => lr_scheduler.ConstantLR(o, a.Number("factor", 0), Integer("total_iters", 0)),
            "PolynomialLR" => lr_scheduler.PolynomialLR(o, Integer("total_iters", 0), a.Number("power", 0)),
            "CosineAnnealingLR" => lr_scheduler.CosineAnnealingLR(o, a.Number("T_max", 0), a.Number("eta_min", 0)),
            "CosineAnnealingWarmRestarts" => lr_scheduler.CosineAnnealingWarmRestarts(o, Integer("T_0", 0), Integer("T_mult", 1), a.Number("eta_min", 0)),
            "OneCycleLR" => lr_scheduler.OneCycleLR(o, a.Number("max_lr", 0), Integer("total_steps", -1), Integer("epochs", -1), Integer("steps_per_epoch", -1),
                a.Number("pct_start", 0.3),
                Text("anneal_strategy", "cos") == "cos" ? lr_scheduler.impl.OneCycleLR.AnnealStrategy.Cos : lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear,
                a.Flag("cycle_momentum", true), a.Number("base_momentum", 0.85), a.Number("max_momentum", 0.95), a.Number("div_factor", 25),
                a.Number("final_div_factor", 1e4), a.Flag("three_phase")),
            "CyclicLR" => lr_scheduler.CyclicLR(o, a.Number("base_lr", 0), a.Number("max_lr", 0), Integer("step_size_up", 0), Integer("step_size_down", -1),
                Text("mode", "triangular") switch
                {
                    "triangular2" => lr_scheduler.impl.CyclicLR.Mode.Triangular2,
                    "exp_range" => lr_scheduler.impl.CyclicLR.Mode.ExpRange,
                    _ => lr_scheduler.impl.CyclicLR.Mode.Triangular,
                },
                a.Number("gamma", 1), cycle_momentum: a.Flag("cycle_momentum", true), base_momentum: a.Number("base_momentum", 0.8)),
            "ReduceLROnPlateau" => lr_scheduler.ReduceLROnPlateau(o, Text("mode", "min"), a.Number("factor", 0), Integer("patience", 0),
                a.Number("threshold", 1e-4),
                Text("threshold_mode", "rel"), Integer("cooldown", 0), [a.Number("min_lr", 0), a.Number("min_lr", 0)]),
            "Warmup" => lr_scheduler.WarmupLR(o, 4, lr_scheduler.CosineAnnealingLR(o, 8, 0.001), 0.1),
            "Sequential" => lr_scheduler.SequentialLR(o,
                [lr_scheduler.ConstantLR(o, 0.5, 10), lr_scheduler.ExponentialLR(o, 0.8), lr_scheduler.StepLR(o, 2, 0.5)], [3, 7]),
            _ => lr_scheduler.ChainedLR([lr_scheduler.ConstantLR(o, 0.5, 3), lr_scheduler.ExponentialLR(o, 0.9)]),
        };
    }
}

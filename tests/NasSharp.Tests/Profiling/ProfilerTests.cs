using NasSharp.Profiling;
using NasSharp.Torch;
using static NasSharp.Tests.Profiling.OperatorNet;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Profiling;

public class ProfilerTests
{
    [Fact]
    public void Profile_leaves_values_gradients_and_mode_as_they_were()
    {
        using var net = new OperatorNet((n, x) => Run("linear", x, n["w"]), ("w", [2, 3]));
        var weight = net["w"];
        using (var scope = NewDisposeScope())
            net.call(ones([1, 3])).backward(ones([1, 2]));
        var version = weight._version;
        var storage = weight.storage();

        Profiler.Profile(net, 4, 3);

        Assert.False(weight.is_meta);
        Assert.True(weight.requires_grad);
        Assert.True(net.training);
        Assert.Equal(version, weight._version);
        Assert.Equal(storage, weight.storage());
        Assert.Equal([1f, 1, 1, 1, 1, 1], weight.to_array<float>());
        using var gradient = weight.grad!;
        Assert.Equal([1f, 1, 1, 1, 1, 1], gradient.to_array<float>());
    }

    [Fact]
    public void Profile_leaves_no_tensors_behind()
    {
        using var net = new OperatorNet((n, x) => Run("relu", Run("linear", x, n["w"])), ("w", [2, 3]));
        Profiler.Profile(net, 4, 3);
        using var scope = NewDisposeScope();

        Profiler.Profile(net, 4, 3);

        Assert.Equal(0, scope.Count);
    }

    [Fact]
    public void Profile_restores_the_model_when_forward_fails()
    {
        using var net = new OperatorNet((n, x) => Run("linear", x, n["w"]), ("w", [2, 3]));

        Assert.Throws<TorchException>(() => Profiler.Profile(net, 4, 5));

        Assert.False(net["w"].is_meta);
        Assert.True(net.training);
    }

    [Fact]
    public void Profile_runs_with_values_when_the_model_looks_at_them()
    {
        using var net = new OperatorNet((n, x) => Run("linear", x.ToString().Length > 0 && Run("sum", x).ToDouble() == 0 ? x : -x, n["w"]), ("w", [2, 3]));

        var profile = Profiler.Profile(net, 4, 3);

        Assert.False(profile.OnMeta);
        Assert.Equal(4 * 2 * 3, profile.Flops);
    }

    [Fact]
    public void Activations_are_what_the_gradients_need()
    {
        // linear keeps its input (4 x 3 floats), relu its result (4 x 2); the sum of both keeps nothing, and the result of linear is not needed.
        using var net = new OperatorNet((n, x) => Run("sum", Run("relu", Run("linear", x, n["w"]))), ("w", [2, 3]));

        var profile = Profiler.Profile(net, 4, 3);

        Assert.Equal((4 * 3 + 4 * 2) * 4, profile.ActivationBytes);
    }

    [Fact]
    public void An_activation_that_two_operators_need_is_counted_once()
    {
        using var net = new OperatorNet((n, x) => Run("linear", x, n["w"]) + Run("linear", x, n["v"]), ("w", [2, 3]), ("v", [2, 3]));

        Assert.Equal(4 * 3 * 4, Profiler.Profile(net, 4, 3).ActivationBytes);
    }

    [Fact]
    public void Peak_is_the_widest_place_of_a_chain()
    {
        // 3 -> 100 -> 2 columns, 4 rows: at the second product 100 and 2 columns are alive, at the first 3 and 100.
        using var net = new OperatorNet((n, x) => Run("linear", Run("linear", x, n["w"]), n["v"]), ("w", [100, 3]), ("v", [2, 100]));

        Assert.Equal(4 * (3 + 100) * 4, Profiler.Profile(net, 4, 3).PeakBytes);
    }

    [Fact]
    public void Other_operations_stand_in_a_column_of_their_own()
    {
        using var net = new OperatorNet((n, x) => Run("relu", Run("linear", x, n["w"])), ("w", [2, 3]));

        var profile = Profiler.Profile(net, 4, 3);

        Assert.Equal(24, profile.Flops);
        Assert.Equal(8, profile.OtherOperations);
        Assert.Equal(["aten::linear", "aten::relu"], profile.Operators.Select(o => o.Name));
    }
}

using NasSharp.Torch.Modules;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Optim;

public sealed class OptimizerTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Parameter Make(double value, long size = 2) => new(full([size], value, float64));

    private static void SetGradient(Parameter parameter, double value = 1) => parameter.grad = full_like(parameter, value);

    [Fact]
    public void Step_leaves_a_parameter_without_gradient_and_its_state_alone()
    {
        var (active, idle) = (Make(1), Make(2));
        using var optimizer = optim.Adam([("a", active), ("b", idle)], 0.1);
        SetGradient(active);
        optimizer.step();
        Assert.Equal([2.0, 2.0], idle.to_array<double>());
        Assert.Equal(["state.a.exp_avg", "state.a.exp_avg_sq"], optimizer.state_dict().Tensors.Keys);
        Assert.False(optimizer.state_dict().Numbers.ContainsKey("state.b.step"));
    }

    [Fact]
    public void Step_with_no_gradient_at_all_calls_no_operator()
    {
        using var optimizer = optim.SGD([Make(1), Make(2)], 0.1, momentum: 0.9);
        var observer = new CountingObserver();
        using (Observers.Observe(observer))
            optimizer.step();
        Assert.Empty(observer.Names);
    }

    [Fact]
    public void Step_calls_a_number_of_operators_that_does_not_depend_on_the_number_of_parameters()
    {
        Assert.Equal(CountOperators(2), CountOperators(20));

        static int CountOperators(int count)
        {
            var parameters = Enumerable.Range(0, count).Select(i => Make(i)).ToList();
            using var optimizer = optim.SGD(parameters, 0.1, momentum: 0.9, weight_decay: 1e-3);
            parameters.ForEach(p => SetGradient(p));
            optimizer.step();
            var observer = new CountingObserver();
            using (Observers.Observe(observer))
                optimizer.step();
            Assert.NotEmpty(observer.Names);
            return observer.Names.Count;
        }
    }

    [Fact]
    public void Step_repeated_keeps_the_number_of_live_tensors()
    {
        var parameters = Enumerable.Range(0, 3).Select(i => Make(i)).ToList();
        using var optimizer = optim.AdamW(parameters, 0.1, amsgrad: true);
        parameters.ForEach(p => SetGradient(p));
        optimizer.step();
        var owned = scope.Count;
        for (var i = 0; i < 5; i++)
            optimizer.step();
        Assert.Equal(owned, scope.Count);
    }

    [Fact]
    public void Step_outside_any_scope_keeps_the_state_alive()
    {
        var parameter = Make(1);
        using var optimizer = optim.SGD([parameter], 0.1, momentum: 0.9);
        using (NewDisposeScope())
        {
            SetGradient(parameter);
            optimizer.step();
        }
        Assert.Equal([1.0, 1.0], optimizer.state_dict().Tensors["state.0.momentum_buffer"].to_array<double>());
    }

    [Fact]
    public void Step_with_a_closure_returns_its_loss_and_uses_its_gradient()
    {
        var parameter = Make(3);
        using var optimizer = optim.SGD([parameter], 0.5);
        using (no_grad())
        {
            var loss = optimizer.step(() =>
            {
                optimizer.zero_grad();
                var value = (parameter * parameter).sum();
                value.backward();
                return value;
            });
            Assert.Equal(18, loss!.ToDouble());
        }
        Assert.Equal([0.0, 0.0], parameter.to_array<double>());
    }

    [Fact]
    public void Param_groups_are_updated_with_settings_of_their_own()
    {
        var (first, second) = (Make(1), Make(1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([first]), new SGD.ParamGroup([second], new SGD.Options { LearningRate = 0.25 })], 0.5);
        SetGradient(first);
        SetGradient(second);
        optimizer.step();
        Assert.Equal(0.5, first.to_array<double>()[0]);
        Assert.Equal(0.75, second.to_array<double>()[0]);
    }

    [Fact]
    public void Add_param_group_later_updates_the_new_parameters_too()
    {
        var (first, second) = (Make(1), Make(1));
        using var optimizer = optim.SGD([first], 0.5);
        optimizer.add_param_group(new SGD.ParamGroup { Parameters = [second], Options = new SGD.Options { weight_decay = 1 } });
        SetGradient(second);
        optimizer.step();
        Assert.Equal(0.0, second.to_array<double>()[0]);
        Assert.Equal(1.0, first.to_array<double>()[0]);
    }

    [Fact]
    public void Zero_grad_clears_gradients_or_fills_them_with_zeros()
    {
        var parameter = Make(1);
        using var optimizer = optim.SGD([parameter], 0.5);
        SetGradient(parameter);
        optimizer.zero_grad(set_to_none: false);
        Assert.Equal([0.0, 0.0], parameter.grad!.to_array<double>());
        optimizer.zero_grad();
        Assert.Null(parameter.grad);
    }

    [Fact]
    public void A_parameter_given_twice_is_an_error()
    {
        var parameter = Make(1);
        var error = Assert.Throws<ArgumentException>(() => optim.SGD([("w", parameter), ("v", parameter)], 0.5));
        Assert.Contains("'v' (float64[2]) is given to SGD twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_parameters_are_an_error() => Assert.Throws<ArgumentException>(() => optim.Adam(Array.Empty<Parameter>()));

    [Theory]
    [InlineData(-0.1, 0, 0.0, false, "LearningRate")]
    [InlineData(double.NaN, 0, 0.0, false, "LearningRate")]
    [InlineData(0.1, -1, 0.0, false, "momentum")]
    [InlineData(0.1, 0, 0.0, true, "nesterov")]
    [InlineData(0.1, 0.9, 0.5, true, "nesterov")]
    public void Settings_out_of_range_are_errors_that_name_them(double lr, double momentum, double dampening, bool nesterov, string name)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => optim.SGD([Make(1)], lr, momentum, dampening, nesterov: nesterov));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_state_dict_of_another_algorithm_is_an_error()
    {
        using var sgd = optim.SGD([Make(1)], 0.1);
        using var adam = optim.Adam([Make(1)], 0.1);
        Assert.Contains("saved by SGD", Assert.Throws<ArgumentException>(() => adam.load_state_dict(sgd.state_dict())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_state_dict_with_a_tensor_of_another_shape_names_it_and_changes_nothing()
    {
        var (large, small) = (Make(1, 3), Make(1, 2));
        using var from = optim.SGD([("w", large)], 0.1, momentum: 0.9);
        SetGradient(large);
        from.step();
        using var to = optim.SGD([("w", small)], 0.2, momentum: 0.5);
        var error = Assert.Throws<ArgumentException>(() => to.load_state_dict(from.state_dict()));
        Assert.Contains("'state.w.momentum_buffer' as float64[3], the parameter is float64[2]", error.Message, StringComparison.Ordinal);
        Assert.Equal(0.2, to.ParamGroups[0].LearningRate);
    }

    [Fact]
    public void Load_state_dict_with_other_groups_is_an_error()
    {
        using var one = optim.SGD([Make(1)], 0.1);
        using var two = optim.SGD([new SGD.ParamGroup([Make(1)]), new SGD.ParamGroup([Make(1)])], 0.1);
        Assert.Throws<ArgumentException>(() => one.load_state_dict(two.state_dict()));
        Assert.Throws<ArgumentException>(() => two.load_state_dict(one.state_dict()));
    }

    private sealed class CountingObserver : IOperatorObserver
    {
        internal List<string> Names { get; } = [];

        public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<nn.Module> modules) => Names.Add(op.Name);
    }
}

using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Core;

public sealed class ModuleTests
{
    [Fact]
    public void RegisterComponents_registers_fields_in_order_with_their_names()
    {
        using var net = new Net();
        Assert.Equal(["first", "second", "Third"], net.named_children().Select(c => c.name));
        Assert.Equal(["scale", "first.weight", "second.weight", "Third.weight"], net.named_parameters().Select(p => p.name));
        Assert.Equal(["scale", "steps", "first.weight", "second.weight", "Third.weight"], net.state_dict().Keys);
    }

    [Fact]
    public void Parameters_outlive_the_scope_in_which_the_model_was_made()
    {
        Net net;
        using (NewDisposeScope())
            net = new Net();
        Assert.Equal([2L, 2L], net.named_parameters().Last().parameter.shape);
        net.Dispose();
        Assert.True(net.named_parameters().Last().parameter.IsInvalid);
    }

    [Fact]
    public void A_module_used_twice_is_listed_once()
    {
        using var shared = new Scale();
        using var net = new Pair(shared, shared);
        Assert.Equal(["a.weight"], net.named_parameters().Select(p => p.name));
        Assert.Equal(["a.weight", "b.weight"], net.state_dict().Keys);
    }

    [Fact]
    public void Load_state_dict_lists_what_does_not_fit_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var before = net.first.weight.to_array<float>();
        var state = new Dictionary<string, Tensor> { ["first.weight"] = zeros([3]), ["other"] = zeros([1]) };
        var error = Assert.Throws<ArgumentException>(() => net.load_state_dict(state));
        Assert.Contains("first.weight is float32[2, 2] in the module and float32[3] in the source", error.Message);
        Assert.Contains("other is not in the module", error.Message);
        Assert.Equal(before, net.first.weight.to_array<float>());
    }

    [Fact]
    public void Names_with_dots_and_taken_names_are_refused()
    {
        using var net = new Net();
        Assert.Throws<ArgumentException>(() => net.register_module("a.b", new Scale()));
        Assert.Throws<ArgumentException>(() => net.register_module("scale", new Scale()));
    }

    [Fact]
    public void To_converts_floating_point_state_and_keeps_the_objects()
    {
        using var net = new Net();
        var weight = net.first.weight;
        net.to(float64);
        Assert.Same(weight, net.named_parameters().Single(p => p.name == "first.weight").parameter);
        Assert.Equal(float64, weight.dtype);
        Assert.Equal(int64, net.named_buffers().Single(b => b.name == "steps").buffer.dtype);
        Assert.True(weight.requires_grad);
    }

    [Fact]
    public void Hooks_run_around_call_and_may_replace_the_result()
    {
        using var scope = NewDisposeScope();
        using var module = new Scale();
        var seen = 0;
        using (module.register_forward_pre_hook((_, _) => seen++))
        using (module.register_forward_hook((_, _, output) => output * 0))
            Assert.Equal(0, module.call(ones([2])).sum().ToDouble());
        Assert.Equal(1, seen);
        Assert.NotEqual(0, module.call(ones([2])).sum().ToDouble());
    }

    [Fact]
    public void Observer_sees_operators_with_the_running_modules()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var recorder = new Recorder();
        var input = ones([2, 2]);
        using (Observers.Observe(recorder))
            net.call(input);
        net.call(input);
        Assert.Equal(["Net/Scale aten::matmul", "Net/Scale aten::matmul", "Net/Scale aten::matmul", "Net aten::mul"], recorder.Lines);
    }

    private sealed class Recorder : IOperatorObserver
    {
        public List<string> Lines { get; } = [];

        public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<nn.Module> modules) =>
            Lines.Add($"{string.Join('/', modules.Select(m => m.GetName()))} {op.Name}");
    }

    private sealed class Scale : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter weight = new(randn([2, 2]));

        public override Tensor forward(Tensor input) => input.matmul(weight);
    }

    private sealed class Pair : nn.Module<Tensor, Tensor>
    {
        private readonly Scale a;
        private readonly Scale b;

        public Pair(Scale a, Scale b)
        {
            this.a = a;
            this.b = b;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => b.call(a.call(input));
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        public readonly Scale first = new();
        private readonly Scale second = new();
        private readonly Parameter scale = new(ones([1]));
        private readonly Tensor steps = zeros([], int64);

        public Net() : base("Net") => RegisterComponents();

        private Scale Third { get; } = new();

        public override Tensor forward(Tensor input) => Third.call(second.call(first.call(input))) * scale;
    }
}

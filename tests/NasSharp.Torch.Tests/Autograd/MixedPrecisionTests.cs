using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Autograd;

public sealed class MixedPrecisionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Autocast_on_the_CPU_shortens_matrix_products_until_it_is_disposed()
    {
        var m = ones(4, 4);
        using (autocast("cpu"))
        {
            Assert.True(is_autocast_enabled(DeviceType.CPU));
            Assert.Equal(bfloat16, m.matmul(m).dtype);
            using (autocast(DeviceType.CPU, enabled: false))
                Assert.Equal(float32, m.matmul(m).dtype);
            Assert.Equal(bfloat16, m.matmul(m).dtype);
        }
        Assert.False(is_autocast_enabled(DeviceType.CPU));
        Assert.Equal(float32, m.matmul(m).dtype);
    }

    [Fact]
    public void Gradients_of_shortened_operators_have_the_type_of_the_parameters()
    {
        var weight = ones([4, 4], requires_grad: true);
        Tensor loss;
        using (autocast("cpu"))
            loss = weight.matmul(ones(4, 4)).@float().sum();
        loss.backward();
        Assert.Equal(float32, weight.grad!.dtype);
        Assert.Equal(4f, weight.grad![0, 0].item<float>());
    }

    [Fact]
    public void Autocast_to_a_long_type_is_an_error() => Assert.Throws<ArgumentException>(() => autocast("cpu", float64));

    [Fact]
    public void Scaler_divides_gradients_and_steps()
    {
        var (parameter, optimizer) = Make();
        var scaler = new amp.GradScaler(init_scale: 1024);
        scaler.scale((parameter * 3).sum()).backward();
        Assert.Equal(3072f, parameter.grad![0].item<float>());
        Assert.True(scaler.step(optimizer));
        Assert.Equal(-2f, parameter[0].item<float>());
        scaler.update();
        Assert.Equal(1024, scaler.get_scale());
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Scaler_leaves_out_a_step_whose_gradient_is_not_finite_and_halves_the_scale(double value)
    {
        var (parameter, optimizer) = Make();
        var scaler = new cuda.amp.GradScaler(init_scale: 8);
        parameter.grad = tensor(new float[] { 1, 1 });
        parameter.grad![1].fill_(value);
        Assert.False(scaler.step(optimizer));
        Assert.Equal([1f, 1], parameter.to_array<float>());
        scaler.update();
        Assert.Equal(4, scaler.get_scale());
    }

    [Fact]
    public void Scaler_doubles_the_scale_after_the_interval_and_its_state_continues()
    {
        var (parameter, optimizer) = Make();
        var scaler = new amp.GradScaler(init_scale: 8, growth_interval: 3);
        for (var i = 0; i < 2; i++)
            Next(scaler);
        var resumed = new amp.GradScaler(growth_interval: 3);
        resumed.load_state_dict(scaler.state_dict());
        Next(resumed);
        Assert.Equal(16, resumed.get_scale());
        Assert.Equal(8, scaler.get_scale());

        void Next(amp.GradScaler s)
        {
            parameter.grad = ones(2);
            s.step(optimizer);
            s.update();
        }
    }

    [Fact]
    public void Unscale_before_step_lets_gradients_be_clipped_and_is_done_once()
    {
        var (parameter, optimizer) = Make();
        var scaler = new amp.GradScaler(init_scale: 4);
        parameter.grad = full([2], 8.0);
        scaler.unscale_(optimizer);
        Assert.Equal(2f, parameter.grad![0].item<float>());
        Assert.Throws<InvalidOperationException>(() => scaler.unscale_(optimizer));
        scaler.step(optimizer);
        Assert.Equal(-1f, parameter[0].item<float>());
    }

    [Fact]
    public void Disabled_scaler_passes_everything_through()
    {
        var (parameter, optimizer) = Make();
        var scaler = new amp.GradScaler(enabled: false);
        scaler.scale(parameter.sum()).backward();
        Assert.True(scaler.step(optimizer));
        scaler.update();
        Assert.Equal(1, scaler.get_scale());
        Assert.Equal(0f, parameter[0].item<float>());
    }

    private static (Parameter parameter, optim.Optimizer optimizer) Make()
    {
        var parameter = new Parameter(ones(2));
        return (parameter, optim.SGD([parameter], 1));
    }
}

using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Torch.Tests.Modules;

public sealed class GradientClippingTests
{
    [Fact]
    public void Gradients_above_the_norm_are_scaled_to_it()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([3, 0], [4]);
        Assert.Equal(5, nn.utils.clip_grad_norm_(parameters, 1), 1e-6);
        AssertGradients([[0.6f, 0], [0.8f]], parameters);
    }

    [Fact]
    public void Gradients_below_the_norm_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([3, 0], [4]);
        Assert.Equal(5, nn.utils.clip_grad_norm_(parameters, 6), 1e-6);
        AssertGradients([[3, 0], [4]], parameters);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 4.497941445275415)]
    [InlineData(double.PositiveInfinity, 4)]
    public void The_norm_is_that_of_all_gradients_as_one_vector(double type, double norm)
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([3, 0], [-4]);
        Assert.Equal(norm, nn.utils.clip_grad_norm_(parameters, norm / 2, type), 1e-5);
        AssertGradients([[1.5f, 0], [-2]], parameters);
    }

    [Fact]
    public void Parameters_without_gradient_do_not_count()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [Parameter(ones([2])), .. WithGradients([2])];
        Assert.Equal(2, nn.utils.clip_grad_norm_(parameters, 1), 1e-6);
        Assert.Null(parameters[0].grad);
        Assert.Equal(0, nn.utils.clip_grad_norm_([parameters[0]], 1));
    }

    [Fact]
    public void A_norm_that_is_not_finite_is_an_error_when_asked_for_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([float.NaN, 1], [2]);
        Assert.Throws<ArgumentException>(() => nn.utils.clip_grad_norm_(parameters, 1, error_if_nonfinite: true));
        Assert.Equal([2f], parameters[1].grad!.to_array<float>());
        Assert.Equal(double.NaN, nn.utils.clip_grad_norm_(parameters, 1));
        Assert.Equal([float.NaN], parameters[1].grad!.to_array<float>());
    }

    [Fact]
    public void Values_are_cut_to_the_interval()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([3, -0.5f], [-4]);
        nn.utils.clip_grad_value_(parameters, 1);
        AssertGradients([[1, -0.5f], [-1]], parameters);
    }

    [Fact]
    public void A_vector_of_parameters_goes_there_and_back()
    {
        using var scope = NewDisposeScope();
        using var source = Linear(3, 2);
        using var target = Linear(3, 2);
        var vector = nn.utils.parameters_to_vector(source.parameters());
        Assert.Equal([8L], vector.shape);
        nn.utils.vector_to_parameters(vector, target.parameters());
        Assert.Equal(source.weight.to_array<float>(), target.weight.to_array<float>());
        Assert.Equal(source.bias!.to_array<float>(), target.bias!.to_array<float>());
        Assert.True(target.weight.is_leaf);
        Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(zeros([7]), target.parameters()));
    }

    private static Parameter[] WithGradients(params float[][] gradients) => Array.ConvertAll(gradients, gradient =>
    {
        var parameter = Parameter(zeros([gradient.Length]));
        parameter.grad = tensor(gradient);
        return parameter;
    });

    private static void AssertGradients(float[][] expected, Parameter[] parameters)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var actual = parameters[i].grad!.to_array<float>();
            Assert.Equal(expected[i].Length, actual.Length);
            for (var e = 0; e < actual.Length; e++)
                Assert.Equal(expected[i][e], actual[e], 2e-6f);
        }
    }
}

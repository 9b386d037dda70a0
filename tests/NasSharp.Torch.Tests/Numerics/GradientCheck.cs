using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Numerics;

/// <summary>
/// Compares gradients with central differences in float64. The output is reduced to one number by fixed weights, so that every element of the
/// Jacobian counts.
/// </summary>
internal static class GradientCheck
{
    /// <summary>Fails unless the gradient of <paramref name="function"/> is right at every element of every input.</summary>
    /// <param name="function">A differentiable function of float64 tensors; it draws no random numbers.</param>
    /// <param name="inputs">Where to differentiate; not at a kink.</param>
    /// <param name="step">Half the distance of the two points; 1e-6 balances truncation (1e-12) and rounding (1e-10).</param>
    /// <param name="tolerance">Largest accepted error relative to 1 + |gradient|.</param>
    internal static void Verify(Func<Tensor[], Tensor> function, Tensor[] inputs, double step = 1e-6, double tolerance = 1e-6)
    {
        using var scope = NewDisposeScope();
        Tensor[] leaves = [.. inputs.Select(t => t.detach().clone().requires_grad_())];
        var output = Weighted(function(leaves));
        // The derivative of a linear function is constant: nothing is recorded, and all gradients are zero.
        var analytic = output.requires_grad ? autograd.grad([output], leaves, allow_unused: true) : new Tensor?[leaves.Length];
        using var recording = no_grad();
        for (var i = 0; i < leaves.Length; i++)
        {
            Assert.Equal(float64, leaves[i].dtype);
            var expected = analytic[i]?.to_array<double>() ?? new double[leaves[i].numel()];
            for (var e = 0; e < expected.Length; e++)
            {
                var difference = (At(function, leaves, i, e, step) - At(function, leaves, i, e, -step)) / (2 * step);
                Assert.True(
                    Math.Abs(difference - expected[e]) <= tolerance * (1 + Math.Abs(expected[e])),
                    $"the gradient of input {i} at element {e} is {expected[e]:R}, differences give {difference:R}");
            }
        }
    }

    /// <summary>Fails unless the second derivative is right too: checks the gradient of the gradient's weighted sum.</summary>
    internal static void VerifySecondOrder(Func<Tensor[], Tensor> function, Tensor[] inputs, double step = 1e-6, double tolerance = 1e-6)
    {
        Verify(function, inputs, step, tolerance);
        Verify(
            leaves =>
            {
                using var recording = enable_grad();
                // Differences are taken without recording; the inner gradient needs leaves of its own then.
                Tensor[] own = [.. leaves.Select(t => t.requires_grad ? t * 1.0 : t.detach().clone().requires_grad_())];
                var first = autograd.grad([Weighted(function(own))], own, create_graph: true, allow_unused: true);
                return cat([.. first.OfType<Tensor>().Select(g => g.reshape(-1))]);
            },
            inputs, step, tolerance);
    }

    private static double At(Func<Tensor[], Tensor> function, Tensor[] leaves, int input, int element, double step)
    {
        using var scope = NewDisposeScope();
        Tensor[] moved = [.. leaves.Select(t => t.detach().clone())];
        moved[input].reshape(-1).narrow(0, element, 1).add_(step);
        return Weighted(function(moved)).ToDouble();
    }

    private static Tensor Weighted(Tensor output)
    {
        // Weights without a pattern that an error could cancel against.
        var weights = arange(1, output.numel() + 1, dtype: float64).mul(0.7548776662466927).frac().add(0.25);
        return (output.to(float64).reshape(-1) * weights).sum();
    }
}

namespace NasSharp.Torch.Modules;

/// <summary>The update that Adam and AdamW share: bias-corrected first and second moments of the gradient.</summary>
internal static class AdamMoments
{
    internal static void Apply(ParameterBatch batch, torch.Tensor[] g, double lr, double beta1, double beta2, double eps, bool amsgrad)
    {
        batch.CountStep();
        var mean = batch.Slot("exp_avg", Zeros);
        var square = batch.Slot("exp_avg_sq", Zeros);
        torch.Ops.ForeachMulScalarInPlace.CallVoid(mean, beta1);
        torch.Ops.ForeachAddListInPlace.CallVoid(mean, g, 1 - beta1);
        torch.Ops.ForeachMulScalarInPlace.CallVoid(square, beta2);
        torch.Ops.ForeachAddcmulInPlace.CallVoid(square, g, g, 1 - beta2);
        if (amsgrad)
        {
            var largest = batch.Slot("max_exp_avg_sq", Zeros);
            torch.Ops.ForeachMaximumInPlace.CallVoid(largest, square);
            square = largest;
        }
        // Parameters may have been updated a different number of times, so the corrections are one number each.
        var denominator = torch.Ops.ForeachSqrt.CallMany(square);
        torch.Ops.ForeachDivScalarListInPlace.CallVoid(denominator, Array.ConvertAll(batch.States, s => Math.Sqrt(1 - Math.Pow(beta2, s.step))));
        torch.Ops.ForeachAddScalarInPlace.CallVoid(denominator, eps);
        var rates = Array.ConvertAll(batch.States, s => -lr / (1 - Math.Pow(beta1, s.step)));
        torch.Ops.ForeachAddcdivScalarListInPlace.CallVoid(batch.Parameters, mean, denominator, rates);
    }

    private static torch.Tensor Zeros(torch.Tensor parameter) => torch.zeros_like(parameter);
}

using NasSharp.Torch;

namespace NasSharp.Hardware;

/// <summary>
/// A term by which the cost of a network makes its loss larger, or its reward smaller. Costs are in the table's unit. Losses must be positive where the
/// form multiplies.
/// </summary>
public sealed record HardwarePenalty
{
    private HardwarePenalty(PenaltyForm form, double weight, double exponent, double? reference)
    {
        if (!(weight > 0 && double.IsFinite(weight)))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight of a penalty is a positive number.");
        if (!(exponent > 0 && double.IsFinite(exponent)))
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "The exponent of a penalty is a positive number.");
        if (reference is { } value && !(value > (form == PenaltyForm.MultiplyLog ? 1 : 0) && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(nameof(reference), value, $"The reference cost must be more than {(form == PenaltyForm.MultiplyLog ? "1, since its logarithm divides" : "0")}.");
        (Form, Weight, Exponent, Reference) = (form, weight, exponent, reference);
    }

    /// <summary>The formula.</summary>
    public PenaltyForm Form { get; }

    /// <summary>Weight, more than 0; 1 where the form has none.</summary>
    public double Weight { get; }

    /// <summary>Exponent, more than 0; 1 where the form has none.</summary>
    public double Exponent { get; }

    /// <summary>The cost aimed at; null: none.</summary>
    public double? Reference { get; }

    /// <summary>loss * weight * (log cost / log reference)^exponent, natural logarithms; costs must be more than 1.</summary>
    /// <param name="weight">More than 0; FBNet has 0.2, ProxylessNAS's search script 0.2.</param>
    /// <param name="exponent">More than 0; FBNet has 0.6, ProxylessNAS's search script 0.3.</param>
    /// <param name="reference">The cost aimed at, more than 1; null: the logarithm is not divided, as in FBNet.</param>
    public static HardwarePenalty MultiplyLog(double weight, double exponent, double? reference = null) => new(PenaltyForm.MultiplyLog, weight, exponent, reference);

    /// <summary>loss + weight * (cost - reference) / reference.</summary>
    /// <param name="weight">More than 0; ProxylessNAS's search script has 0.1.</param>
    /// <param name="reference">The cost aimed at, more than 0; null: loss + weight * cost.</param>
    public static HardwarePenalty AddLinear(double weight, double? reference = null) => new(PenaltyForm.AddLinear, weight, 1, reference);

    /// <summary>loss * (cost / reference)^exponent; for a reward (reference / cost)^exponent.</summary>
    /// <param name="exponent">More than 0; ProxylessNAS's REINFORCE has 0.1.</param>
    /// <param name="reference">The cost aimed at, more than 0.</param>
    public static HardwarePenalty MultiplyPower(double exponent, double reference) => new(PenaltyForm.MultiplyPower, 1, exponent, reference);

    /// <summary>The loss with the penalty, one number; gradients reach loss and cost.</summary>
    /// <param name="loss">The task's loss, one number.</param>
    /// <param name="cost">The cost, one number on the same device.</param>
    public torch.Tensor OnLoss(torch.Tensor loss, torch.Tensor cost)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(cost);
        return Form switch
        {
            PenaltyForm.MultiplyLog => loss * ((cost.log() / LogReference).pow(Exponent) * Weight).to(loss.dtype),
            PenaltyForm.MultiplyPower => loss * (cost / Reference!.Value).pow(Exponent).to(loss.dtype),
            _ => loss + ((cost - (Reference ?? 0)) * (Weight / (Reference ?? 1))).to(loss.dtype),
        };
    }

    /// <summary>
    /// The reward of a network with the penalty; higher is better. What multiplies a loss divides a positive reward, and multiplies a negative one; what is added to a
    /// loss is taken from a reward.
    /// </summary>
    /// <param name="reward">The reward that the task gives.</param>
    /// <param name="cost">The network's cost.</param>
    public double OnReward(double reward, double cost)
    {
        if (Form == PenaltyForm.AddLinear)
            return reward - (cost - (Reference ?? 0)) * (Weight / (Reference ?? 1));
        var factor = Form == PenaltyForm.MultiplyLog ? Weight * Math.Pow(Math.Log(cost) / LogReference, Exponent) : Math.Pow(cost / Reference!.Value, Exponent);
        return reward >= 0 ? reward / factor : reward * factor;
    }

    private double LogReference => Reference is { } reference ? Math.Log(reference) : 1;
}

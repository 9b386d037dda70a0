namespace NasSharp.Hardware;

/// <summary>How a cost enters a loss.</summary>
public enum PenaltyForm
{
    /// <summary>loss * weight * (log cost / log reference)^exponent; without a reference nothing is divided (FBNet, Eq. 2; ProxylessNAS's <c>mul#log</c>).</summary>
    MultiplyLog,

    /// <summary>loss + weight * (cost - reference) / reference; without a reference loss + weight * cost (ProxylessNAS's <c>add#linear</c>).</summary>
    AddLinear,

    /// <summary>loss * (cost / reference)^exponent.</summary>
    MultiplyPower,
}

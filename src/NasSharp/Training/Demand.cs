namespace NasSharp.Training;

/// <summary>Checks options.</summary>
internal static class Demand
{
    /// <summary>Refuses an option's value with a message that names the option, the value and what is allowed.</summary>
    public static void That(bool holds, string option, double value, string expected)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"{option} is {value}; expected {expected}."));
    }
}

namespace NasSharp.Zoo.Enas;

/// <summary>Checks of the numbers that size an ENAS network.</summary>
internal static class EnasSize
{
    /// <summary>Refuses a number that is too small, by the option's name.</summary>
    public static void AtLeast(int value, int least, string option, string reason = "")
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(option, value, $"{option} is {value}; allowed are {least} or more{reason}.");
    }

    /// <summary>Refuses what is no probability below 1, by the option's name.</summary>
    public static void Probability(double value, string option)
    {
        if (value is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(option, value, FormattableString.Invariant($"{option} is {value}; allowed are 0 or more and less than 1."));
    }
}

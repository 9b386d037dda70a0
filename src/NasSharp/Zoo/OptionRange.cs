namespace NasSharp.Zoo;

/// <summary>Refuses options that are out of range, by their names.</summary>
/// <param name="record">The name of the options record.</param>
internal readonly struct OptionRange(string record)
{
    private readonly string _record = record;

    /// <summary>Demands a number of at least <paramref name="least"/>.</summary>
    public void AtLeast(int value, int least, string name, string reason = "") => Demand(value >= least, name, value, $"{least} or more{reason}");

    /// <summary>Demands a probability below 1.</summary>
    public void Probability(double value, string name) => Demand(value is >= 0 and < 1, name, value, "0 or more and less than 1");

    /// <summary>Demands a named value of an enumeration.</summary>
    public void Defined<T>(T value, string name)
        where T : struct, Enum => Demand(Enum.IsDefined(value), name, value, string.Join(", ", Enum.GetNames<T>()));

    /// <summary>Demands what holds.</summary>
    public void Demand(bool holds, string name, object value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{_record}.{name} is {value}; allowed are {allowed}."));
    }
}

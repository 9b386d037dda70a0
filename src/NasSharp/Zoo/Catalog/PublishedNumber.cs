namespace NasSharp.Zoo.Catalog;

/// <summary>A number that was published for a network.</summary>
/// <param name="Quantity">What it says.</param>
/// <param name="Value">The number in full: 3.3 million parameters are 3,300,000; errors are in percent.</param>
/// <param name="Digit">The worth of the last digit that was printed, such as 100,000 for 3.3 million; 0 for a number that was counted and is exact.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record PublishedNumber(PublishedQuantity Quantity, double Value, double Digit, string Source)
{
    /// <summary>Whether a computed value is the published one, as far as the digits that were printed say.</summary>
    public bool Agrees(double computed) => Math.Abs(computed - Value) <= Digit / 2 * (1 + 1e-9);
}

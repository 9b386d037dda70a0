namespace NasSharp.Zoo.Catalog;

/// <summary>Short forms for the numbers of the catalog.</summary>
internal static class Numbers
{
    private const double Million = 1e6;

    /// <summary>Parameters that were counted by running the authors' code.</summary>
    public static PublishedNumber Parameters(long value, string source) => new(PublishedQuantity.Parameters, value, 0, source);

    /// <summary>Multiply-adds that were counted by running the authors' code.</summary>
    public static PublishedNumber MultiplyAdds(long value, string source) => new(PublishedQuantity.MultiplyAdds, value, 0, source);

    /// <summary>Parameters as printed, in millions.</summary>
    public static PublishedNumber PrintedParameters(double millions, string source, double digit = 0.1) =>
        new(PublishedQuantity.Parameters, millions * Million, digit * Million, source);

    /// <summary>Multiply-adds as printed, in millions.</summary>
    public static PublishedNumber PrintedMultiplyAdds(double millions, string source, double digit = 1) =>
        new(PublishedQuantity.MultiplyAdds, millions * Million, digit * Million, source);

    /// <summary>The error on the test set as printed, in percent.</summary>
    public static PublishedNumber Error(double percent, string source) => new(PublishedQuantity.TestError, percent, 0.01, source);
}

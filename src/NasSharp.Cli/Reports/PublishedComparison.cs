using System.Globalization;
using NasSharp.Cli.Output;
using NasSharp.Profiling;
using NasSharp.Torch;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Cli.Reports;

/// <summary>What is counted of a published network, beside what was published.</summary>
internal sealed record PublishedComparison(PublishedNetwork Network, long Parameters, long Flops)
{
    /// <summary>Counts a network.</summary>
    public static PublishedComparison Of(PublishedNetwork network)
    {
        using var scope = torch.NewDisposeScope();
        using var built = network.Build();
        var profile = Profiler.Profile(built, [1, .. network.InputShape]);
        return new PublishedComparison(network, profile.Parameters, profile.Flops);
    }

    /// <summary>A published number as text.</summary>
    public static string Text(PublishedNumber number) => number.Quantity switch
    {
        PublishedQuantity.Parameters => $"{Value(number)} parameters",
        PublishedQuantity.MultiplyAdds => $"{Value(number)} multiply-adds",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number.Value:0.##} % test error"),
    };

    /// <summary>Whether a published number is met; null where it cannot be counted.</summary>
    public bool? Agrees(PublishedNumber number) => Counted(number) is { } counted ? number.Agrees(counted) : null;

    /// <summary>A table of what was published and what is counted, and the reason of a difference.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"counted: {Numbers.Count(Parameters)} parameters, {Numbers.Count(Flops)} multiply-adds";
        foreach (var line in Network.Numbers.Select(n => $"published: {Text(n)}{(Agrees(n) switch { true => ", the same", false => ", another number", _ => "" })} ({n.Source})"))
            yield return line;
        if (Network.Difference is { } difference)
            yield return difference;
    }

    private double? Counted(PublishedNumber number) => number.Quantity switch
    {
        PublishedQuantity.Parameters => Parameters,
        PublishedQuantity.MultiplyAdds => Flops,
        _ => null,
    };

    private static string Value(PublishedNumber number) => number.Digit == 0
        ? Numbers.Count((long)number.Value)
        : string.Create(CultureInfo.InvariantCulture, $"{number.Value / 1e6:0.##} million");
}

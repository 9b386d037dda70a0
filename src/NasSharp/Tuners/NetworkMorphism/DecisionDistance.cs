using NasSharp.Spaces;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>
/// The edit distance of two architectures of one space: 1 for each layer choice that differs, and for each input choice the sources to exchange, in parts of all
/// that either takes. A choice that is active in one of them only counts 1.
/// </summary>
internal static class DecisionDistance
{
    public static double Between(Architecture a, Architecture b)
    {
        var sum = 0.0;
        for (var choice = 0; choice < a.Space.Choices.Count; choice++)
            sum += Between(a.At(choice), b.At(choice));
        return sum;
    }

    private static double Between(Decision? a, Decision? b)
    {
        if (a is null || b is null)
            return a is null && b is null ? 0 : 1;
        var common = a.Selected.Count(b.Selects);
        var either = a.Selected.Count + b.Selected.Count - common;
        return either == 0 ? 0 : 1 - (double)common / either;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace NasSharp.OneShot.Darts;

/// <summary>What a DARTS search found. Its validation was measured with the supernet that still mixes all candidates.</summary>
public sealed record DartsResult : SearchResult
{
    /// <summary>An empty result, to be filled.</summary>
    public DartsResult()
    {
    }

    [SetsRequiredMembers]
    internal DartsResult(SearchResult found)
        : base(found)
    {
    }
}

using System.Diagnostics.CodeAnalysis;

namespace NasSharp.OneShot.SinglePath;

/// <summary>What a single-path search found.</summary>
public sealed record SinglePathResult : RankedSearchResult
{
    /// <summary>An empty result, to be filled.</summary>
    public SinglePathResult()
    {
    }

    [SetsRequiredMembers]
    internal SinglePathResult(RankedSearchResult found)
        : base(found)
    {
    }
}

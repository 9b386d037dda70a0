using System.Diagnostics.CodeAnalysis;

namespace NasSharp.OneShot.Enas;

/// <summary>What an ENAS search found. The candidates are those that the trained controller proposed; their score is the reward.</summary>
public sealed record EnasResult : RankedSearchResult
{
    /// <summary>An empty result, to be filled.</summary>
    public EnasResult()
    {
    }

    [SetsRequiredMembers]
    internal EnasResult(RankedSearchResult found)
        : base(found)
    {
    }
}

using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>A choice between candidate modules, whatever their number of inputs.</summary>
public interface ILayerChoice : IMutable
{
    /// <summary>The candidates in order; null stands for one that was dropped when an architecture was applied.</summary>
    IReadOnlyList<torch.nn.Module?> Candidates { get; }

    /// <summary>The candidates, for changes.</summary>
    internal CandidateList List { get; }
}

using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Ranking;

/// <summary>What a ranking report is about.</summary>
public sealed record RankingTask
{
    /// <summary>The supernet with its trained weights and all choices open; no mutator may hold it.</summary>
    public required torch.nn.Module<torch.Tensor, torch.Tensor> Supernet { get; init; }

    /// <summary>Builds a network with the same choices, to be cut down to an architecture and trained on its own; the caller of the function disposes it.</summary>
    public required Func<torch.nn.Module<torch.Tensor, torch.Tensor>> Network { get; init; }

    /// <summary>Makes the loss and the metrics of a network.</summary>
    public required Func<torch.nn.Module<torch.Tensor, torch.Tensor>, Objective> Objective { get; init; }

    /// <summary>Data for weights and for batch-norm statistics, those of the search.</summary>
    public required TrainSplit Train { get; init; }

    /// <summary>Data on which supernet and networks are measured, those of the search.</summary>
    public required ValidationSplit Validation { get; init; }
}

using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Hardware;
using NasSharp.Cli.Spaces;
using NasSharp.Torch.Data;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Algorithms;

/// <summary>All that a search has at hand.</summary>
internal sealed record SearchTask
{
    /// <summary>The supernet, built as the algorithm wants it.</summary>
    public required nn.Module<Tensor, Tensor> Model { get; init; }

    /// <summary>The space and its size.</summary>
    public required SpaceOptions Space { get; init; }

    /// <summary>Makes another network for the same data, for algorithms that need more than one.</summary>
    public required Func<SpaceOptions, NetworkUse, nn.Module<Tensor, Tensor>> Build { get; init; }

    /// <summary>The loss and the metrics of the model.</summary>
    public required Objective Objective { get; init; }

    /// <summary>Data for the weights.</summary>
    public required TrainSplit Train { get; init; }

    /// <summary>Data for the choices.</summary>
    public required ValidationSplit Validation { get; init; }

    /// <summary>What candidates cost, when the user said so.</summary>
    public required SearchHardware? Hardware { get; init; }

    /// <summary>Where and how to run.</summary>
    public required RunOptions Run { get; init; }

    /// <summary>The command line.</summary>
    public required CommandContext Context { get; init; }

    /// <summary>Stops the search at a checkpoint.</summary>
    public required CancellationToken Cancel { get; init; }
}

using NasSharp.Torch;
using NasSharp.Training.Progress;

namespace NasSharp.Training;

/// <summary>Where and how a run runs; the same for every trainer. Nothing here but <see cref="Seed"/> changes what the run finds.</summary>
public sealed record RunOptions
{
    /// <summary>The folder for everything the run leaves behind; null: nothing is written, and the run cannot be resumed.</summary>
    public string? Folder { get; init; }

    /// <summary>True: go on from the folder's last checkpoint, or begin when there is none. False, the default: a folder that holds a run is an error.</summary>
    public bool Resume { get; init; }

    /// <summary>The seed of every random draw of the run; default 0. The model's first weights are drawn before: build it with <see cref="Create"/>.</summary>
    public long Seed { get; init; }

    /// <summary>Where to compute; null, the default: CUDA when it is available, otherwise the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>Receives events; null: nobody is told.</summary>
    public IProgressSink? Progress { get; init; }

    /// <summary>Steps between two lines of metrics, at least 1; default 10.</summary>
    public int LogEverySteps { get; init; } = 10;

    /// <summary>Steps between two checkpoints, at least 1; null, the default: only <see cref="CheckpointInterval"/> counts. The end of an epoch always has one.</summary>
    public int? CheckpointEverySteps { get; init; }

    /// <summary>Time between two checkpoints within an epoch; default 2 minutes.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether TensorBoard event files are written; default yes.</summary>
    public bool TensorBoard { get; init; } = true;

    /// <summary>Narrower numbers on CUDA; default none. It has no effect on the CPU.</summary>
    public MixedPrecision MixedPrecision { get; init; } = MixedPrecision.Off;

    /// <summary>Whether model and images lie channels-last in memory; null, the default: when the model has two-dimensional convolutions, which are faster so.</summary>
    public bool? ChannelsLast { get; init; }

    /// <summary>Background threads of each data loader; null, the default: chosen by the loader.</summary>
    public int? LoaderWorkers { get; init; }

    /// <summary>Called at the beginnings and ends of epochs and batches, in this order.</summary>
    public IReadOnlyList<TrainerCallback> Callbacks { get; init; } = [];

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Builds a model whose first weights are drawn from the run's seed.</summary>
    public T Create<T>(Func<T> build)
        where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(build);
        torch.manual_seed(new RandomStreams(Seed).SeedFor("model"));
        return build();
    }

    internal void Validate()
    {
        if (LogEverySteps < 1)
            throw new ArgumentException($"{nameof(LogEverySteps)} is {LogEverySteps}; expected 1 or more.");
        if (CheckpointEverySteps < 1)
            throw new ArgumentException($"{nameof(CheckpointEverySteps)} is {CheckpointEverySteps}; expected 1 or more, or null.");
        if (CheckpointInterval <= TimeSpan.Zero)
            throw new ArgumentException($"{nameof(CheckpointInterval)} is {CheckpointInterval}; expected a positive time.");
        if (Resume && Folder is null)
            throw new ArgumentException($"{nameof(Resume)} is set without a {nameof(Folder)}; name the folder of the run to go on with.");
    }
}

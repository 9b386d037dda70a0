using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.Collapse;

/// <summary>The search that a guard watches, as far as the guard needs to know it.</summary>
internal sealed record CollapseSubject
{
    /// <summary>The supernet and what trains it; another one after a stage.</summary>
    public required Func<SupernetTraining> Training { get; init; }

    /// <summary>Looks at the supernet.</summary>
    public required SupernetProbe Probe { get; init; }

    /// <summary>Opens the validation data, in their order.</summary>
    public required Func<EvaluationLoader> OpenValidation { get; init; }

    /// <summary>Everything that is in a checkpoint but the guard itself.</summary>
    public required Func<IEnumerable<KeyValuePair<string, ICheckpointed>>> Parts { get; init; }

    /// <summary>Writes metrics and tells progress; null before the run.</summary>
    public required Func<RunRecorder?> Recorder { get; init; }

    /// <summary>Training steps done.</summary>
    public required Func<long> Step { get; init; }

    /// <summary>The present epoch, from 0.</summary>
    public required Func<int> Epoch { get; init; }

    /// <summary>Epochs of the run.</summary>
    public required Func<int> Epochs { get; init; }

    /// <summary>Training steps of an epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>The weight decay that the search began with.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>The run's seed.</summary>
    public required long Seed { get; init; }
}

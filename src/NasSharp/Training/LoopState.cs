using NasSharp.Training.Checkpoints;
using NasSharp.Training.Metrics;

namespace NasSharp.Training;

/// <summary>Where the loop stands: counters and running means.</summary>
internal sealed class LoopState : ICheckpointed
{
    /// <summary>The epoch, from 0; the number of epochs when all are done.</summary>
    public int Epoch { get; set; }

    /// <summary>Batches of the epoch that are done.</summary>
    public int Batch { get; set; }

    /// <summary>Training steps done.</summary>
    public long Step { get; set; }

    /// <summary>Why training ended early; null when it did not.</summary>
    public string? StopReason { get; set; }

    /// <summary>Means over the current epoch.</summary>
    public MetricAverages OverEpoch { get; } = new();

    /// <summary>Means since the last line of metrics.</summary>
    public MetricAverages SinceLine { get; } = new();

    /// <summary>Means of the last evaluation; null before the first.</summary>
    public IReadOnlyDictionary<string, double>? Validation { get; set; }

    /// <inheritdoc/>
    public void Save(CheckpointSection section)
    {
        section.Values["epoch"] = Epoch;
        section.Values["batch"] = Batch;
        section.Values["step"] = Step;
        section.Values["stop_reason"] = StopReason;
        section.Values["evaluated"] = Validation is not null;
        section.PutNumbers("validation", Validation ?? new Dictionary<string, double>());
        Part(section, "epoch_means", OverEpoch.Save);
        Part(section, "line_means", SinceLine.Save);
    }

    /// <inheritdoc/>
    public void Load(CheckpointSection section)
    {
        Epoch = section.Get<int>("epoch");
        Batch = section.Get<int>("batch");
        Step = section.Get<long>("step");
        StopReason = section.Values["stop_reason"]?.GetValue<string>();
        Validation = section.Get<bool>("evaluated") ? section.GetNumbers("validation") : null;
        OverEpoch.Load(Inner(section, "epoch_means"));
        SinceLine.Load(Inner(section, "line_means"));
    }

    private static void Part(CheckpointSection section, string name, Action<CheckpointSection> save)
    {
        var part = new CheckpointSection(name);
        save(part);
        section.Values[name] = part.Values;
    }

    private static CheckpointSection Inner(CheckpointSection section, string name) =>
        new(name) { Values = section.Get(name).DeepClone().AsObject() };
}

using NasSharp.Training.Checkpoints;

namespace NasSharp.Training;

/// <summary>Ends a run when a validation metric has not improved for some epochs.</summary>
public sealed class EarlyStopping : TrainerCallback
{
    private double? _best;
    private int _waited;

    /// <summary>Watches a metric.</summary>
    /// <param name="patience">Evaluated epochs without improvement after which the run ends, at least 1.</param>
    /// <param name="metric">The name among the validation metrics; <c>loss</c> by default.</param>
    /// <param name="higherIsBetter">Whether the metric shall rise; false by default.</param>
    /// <param name="minimumChange">The least change that counts as an improvement; 0 by default.</param>
    public EarlyStopping(int patience, string metric = "loss", bool higherIsBetter = false, double minimumChange = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        ArgumentException.ThrowIfNullOrEmpty(metric);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumChange);
        (Patience, Metric, HigherIsBetter, MinimumChange) = (patience, metric, higherIsBetter, minimumChange);
    }

    /// <summary>Evaluated epochs without improvement after which the run ends.</summary>
    public int Patience { get; }

    /// <summary>The name among the validation metrics.</summary>
    public string Metric { get; }

    /// <summary>Whether the metric shall rise.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>The least change that counts as an improvement.</summary>
    public double MinimumChange { get; }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Validation is not { } validation)
            return;
        if (!validation.TryGetValue(Metric, out var value))
            throw new TrainingException($"Early stopping watches '{Metric}', which is no validation metric; there are {string.Join(", ", validation.Keys)}.");
        if (_best is not { } best || (HigherIsBetter ? value > best + MinimumChange : value < best - MinimumChange))
        {
            _best = value;
            _waited = 0;
        }
        else if (++_waited >= Patience)
        {
            context.Stop($"{Metric} has not improved on {best:G6} for {Patience} epochs");
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        section.Values["waited"] = _waited;
        section.PutNumbers("best", _best is { } best ? [KeyValuePair.Create(Metric, best)] : []);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        _waited = section.Get<int>("waited");
        _best = section.GetNumbers("best").TryGetValue(Metric, out var best) ? best : null;
    }
}

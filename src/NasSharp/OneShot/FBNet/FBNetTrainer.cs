using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Metrics;

namespace NasSharp.OneShot.FBNet;

/// <summary>
/// FBNet's differentiable search (Wu et al. 2019): in every epoch first the weights go through their part of the data, then the logits through theirs, both
/// on Gumbel-softmax samples and with a loss that multiplies the task's with the latency of the sample. The temperature falls exponentially.
/// </summary>
public sealed class FBNetTrainer : DifferentiableTrainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "fbnet";

    private const double MicrosecondsInMilliseconds = 1000;

    private readonly FBNetOptions _options;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The task's loss, of weights and architecture alike.</param>
    /// <param name="train">Data for the weights; 80 % in the paper.</param>
    /// <param name="validation">Data for the logits; 20 % in the paper.</param>
    /// <param name="latency">The cost of every candidate; null: only the task counts.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, a batch larger than its split, or latencies are too small for their logarithm.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public FBNetTrainer(
        torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, LatencyTable? latency = null, FBNetOptions? options = null, RunOptions? run = null)
        : base(Name, model, objective, train, validation, Checked(options ??= new FBNetOptions(), latency), s => new FBNetMutator(model, s["alphas"], s["gumbel"], latency), run)
        => _options = options;

    /// <summary>Holds the logits and draws the samples.</summary>
    public FBNetMutator Mutator => (FBNetMutator)Supernet;

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        Mutator.Temperature = _options.TemperatureAt(Epoch);
        return TrainWeights(batch, learning: false);
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        if (ArchitectureLearns)
            TrainLogits(epoch);
        return base.EndEpoch(epoch);
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues()
    {
        foreach (var value in base.LineValues())
            yield return value;
        yield return KeyValuePair.Create("temperature", Mutator.Temperature);
        if (Mutator.ExpectedLatency() is { } latency)
            yield return KeyValuePair.Create("expected_latency_ms", latency);
    }

    private protected override SearchResult Result(SearchResult found) => found;

    // Eq. 2: the task's loss times alpha * log(latency)^beta.
    private protected override BatchResult Loss(Batch batch)
    {
        var result = base.Loss(batch);
        if (Mutator.SampledLatency() is not { } latency)
            return result;
        return result with
        {
            Loss = _options.Penalty.OnLoss(result.Loss, latency * Scale(_options.LossUnit)),
            Metrics = [.. result.Metrics, KeyValuePair.Create("task_loss", result.Loss.detach()), KeyValuePair.Create("latency_ms", latency.detach())],
        };
    }

    private static FBNetOptions Checked(FBNetOptions options, LatencyTable? latency)
    {
        if (latency is not null && options.Hardware is { Penalty: not null })
            throw new ArgumentException($"{nameof(FBNetOptions.Hardware)} has a penalty, and there is a latency table, which is one too; leave one of them out.");
        if (latency is not null && latency.Least * Scale(options.LossUnit) <= 1)
            throw new ArgumentException(FormattableString.Invariant(
                $"{nameof(FBNetOptions.LossUnit)} is {options.LossUnit}, in which the fastest network takes {latency.Least * Scale(options.LossUnit)}; its logarithm must be positive: choose a smaller unit, or add the table's constant."));
        return options;
    }

    private static double Scale(LatencyUnit unit) => unit == LatencyUnit.Microseconds ? MicrosecondsInMilliseconds : 1;

    private void TrainLogits(int epoch)
    {
        // A run that was stopped before this pass did no step since.
        Mutator.Temperature = _options.TemperatureAt(epoch);
        var (steps, progress, averages) = (ArchitectureBatches.BatchesPerEpoch, Progress("architecture"), new MetricAverages());
        for (var step = 0; step < steps; step++)
        {
            Cancel.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            averages.Add(new BatchResult(DescendValidation(), _options.BatchSize));
            progress(step + 1, steps);
        }
        if (!averages.LossIsFinite)
            throw new TrainingException($"The loss of the architecture is not a finite number any more in epoch {epoch + 1}: lower the architecture's learning rate, or look for such values in the validation data.");
        Recorder?.Record(Step, epoch, "architecture", averages.Means);
    }
}

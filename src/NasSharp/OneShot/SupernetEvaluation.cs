using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// Measures single architectures with a supernet's weights. The supernet's batch-norm statistics mix all paths and mean nothing for one, so each
/// architecture first gets statistics of its own: reset, then averaged over some training batches. The supernet is the same afterwards.
/// </summary>
public sealed class SupernetEvaluation : IDisposable
{
    private readonly Mutator _mutator;
    private readonly Objective _objective;
    private readonly DataLoader<TrainSplit> _train;
    private readonly EvaluationLoader _validation;
    private readonly EvaluationLoader? _screening;
    private readonly int _recalibrationBatches;

    /// <summary>Prepares measurements.</summary>
    /// <param name="mutator">Holds the supernet's choices.</param>
    /// <param name="objective">Runs the supernet.</param>
    /// <param name="train">Data for the batch-norm statistics; the same batches for every architecture.</param>
    /// <param name="validation">Data to measure on.</param>
    /// <param name="loader">Batch size, seed, device and layout of both loaders; null: the defaults. Augmentation and order are set here.</param>
    /// <param name="recalibrationBatches">Batches for the statistics, at least 1; default 64; not more than the training data have.</param>
    /// <param name="screeningBatches">Batches of validation data, drawn once at random, that <see cref="Screen"/> measures on, at least 1; null: all.</param>
    public SupernetEvaluation(
        Mutator mutator, Objective objective, TrainSplit train, ValidationSplit validation, LoaderOptions? loader = null, int recalibrationBatches = 64, int? screeningBatches = null)
    {
        ArgumentNullException.ThrowIfNull(mutator);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentOutOfRangeException.ThrowIfLessThan(recalibrationBatches, 1);
        var options = (loader ?? new LoaderOptions()) with { Augmentation = ImageAugmentation.None, DropLast = true };
        (_mutator, _objective) = (mutator, objective);
        _train = train.CreateLoader(options with { Shuffle = true, BatchSize = Math.Min(options.BatchSize, train.Count) });
        _validation = EvaluationLoader.Open(validation, options);
        _screening = screeningBatches is { } batches ? EvaluationLoader.OpenPart(validation, options, batches) : null;
        _recalibrationBatches = Math.Min(recalibrationBatches, _train.BatchesPerEpoch);
    }

    /// <summary>Measures one architecture.</summary>
    /// <returns>Means over the validation data by name.</returns>
    public IReadOnlyDictionary<string, double> Evaluate(Architecture architecture, CancellationToken cancel = default) => Measure(architecture, _validation, cancel);

    /// <summary>Measures one architecture on the screening batches only, the same ones for every architecture.</summary>
    /// <returns>Means over these batches by name.</returns>
    public IReadOnlyDictionary<string, double> Screen(Architecture architecture, CancellationToken cancel = default) => Measure(architecture, _screening ?? _validation, cancel);

    /// <summary>Stops the loaders' threads.</summary>
    public void Dispose()
    {
        _train.Dispose();
        _validation.Dispose();
        _screening?.Dispose();
    }

    private IReadOnlyDictionary<string, double> Measure(Architecture architecture, EvaluationLoader validation, CancellationToken cancel)
    {
        var model = _mutator.Model;
        var training = model.training;
        using var scope = torch.NewDisposeScope();
        using var recording = torch.no_grad();
        using var buffers = MemorySwap.OfBuffers(model);
        _mutator.Fix(architecture);
        try
        {
            Recalibrate(model, cancel);
            return Evaluation.Run(_objective, model, validation, null, cancel);
        }
        finally
        {
            model.train(training);
        }
    }

    // Batch norms learn the plain mean over the batches; everything else, dropout above all, stays in evaluation mode.
    private void Recalibrate(torch.nn.Module model, CancellationToken cancel)
    {
        var norms = model.modules().OfType<BatchNorm>().Where(n => n.track_running_stats).ToList();
        if (norms.Count == 0)
            return;
        model.eval();
        var momenta = norms.ConvertAll(n => n.momentum);
        foreach (var norm in norms)
        {
            norm.train();
            norm.momentum = null;
            norm.reset_running_stats();
        }
        try
        {
            _train.Seek(0);
            for (var i = 0; i < _recalibrationBatches; i++)
            {
                cancel.ThrowIfCancellationRequested();
                using var step = torch.NewDisposeScope();
                using var batch = _train.Next();
                _objective(batch);
            }
        }
        finally
        {
            foreach (var (norm, momentum) in norms.Zip(momenta))
                norm.momentum = momentum;
        }
    }
}

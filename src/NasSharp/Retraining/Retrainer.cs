using System.Text.Json.Nodes;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.Retraining;

/// <summary>
/// Trains a fixed network from scratch and measures it on the test data, once, at the end. Any module will do: apply an architecture to a supernet
/// first, or hand in a network without choices.
/// </summary>
public sealed class Retrainer : Trainer<RetrainResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "retrain";

    private const int EvaluationBatch = 256;

    private readonly RetrainOptions _options;
    private readonly Objective _objective;
    private readonly DataLoader<TrainSplit> _train;
    private readonly DataSplit _test;
    private readonly ValidationSplit? _validation;
    private readonly torch.optim.Optimizer _weights;
    private readonly torch.optim.lr_scheduler.LRScheduler _schedule;
    private readonly WeightUpdate _update;
    private readonly IDropPath[] _paths;

    /// <summary>Prepares training.</summary>
    /// <param name="model">The network.</param>
    /// <param name="objective">The loss, and what is measured.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="test">Data for the one measurement at the end.</param>
    /// <param name="options">How to train; null: the DARTS paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <param name="validation">Data to measure on after each epoch; null: none.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than the training data.</exception>
    public Retrainer(
        torch.nn.Module model, Objective objective, TrainSplit train, TestSplit test, RetrainOptions? options = null, RunOptions? run = null, ValidationSplit? validation = null)
        : this(model, objective, train, (DataSplit)test, options, run, validation)
    {
    }

    private Retrainer(torch.nn.Module model, Objective objective, TrainSplit train, DataSplit test, RetrainOptions? options, RunOptions? run, ValidationSplit? validation)
        : base(Name, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        _options = options ?? new RetrainOptions();
        _options.Validate();
        (_objective, _test, _validation) = (objective, test, validation);
        var augmentation = _options.Augmentation with { CutoutLength = _options.CutoutLength };
        _train = train.CreateLoader(LoaderFor("train", _options.BatchSize, augmentation) with { DropLast = true });
        _weights = WeightOptimizers.Make(_options.Optimizer, model, _options.LearningRate, _options.Momentum, _options.Nesterov, epsilon: 1e-8, _options.WeightDecay);
        _schedule = _options switch
        {
            { Decay: LearningRateDecay.Linear } => torch.optim.lr_scheduler.LinearLR(_weights, start_factor: 1, end_factor: _options.MinLearningRate / _options.LearningRate, total_iters: _options.Epochs),
            { RestartEpochs: > 0 } => torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(_weights, _options.RestartEpochs, _options.RestartFactor, _options.MinLearningRate),
            _ => torch.optim.lr_scheduler.CosineAnnealingLR(_weights, _options.Epochs, _options.MinLearningRate),
        };
        _update = new WeightUpdate(_weights, _options.GradientClip, new ForwardPrecision(Run.MixedPrecision, Device));
        _paths = [.. model.modules().OfType<IDropPath>()];
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
    }

    /// <summary>Training for the comparison of architectures: what is measured once at the end, <see cref="RetrainResult.Test"/>, are the validation data.</summary>
    internal static Retrainer JudgedOn(ValidationSplit validation, torch.nn.Module model, Objective objective, TrainSplit train, RetrainOptions options, RunOptions run) =>
        new(model, objective, train, validation, options, run, validation: null);

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <inheritdoc/>
    protected internal override JsonObject Describe() => RunDescription.Of(
        Kind, Run, _options, Model, _validation is null ? [_train.Split, _test] : [_train.Split, _validation, _test]);

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        // Set at every step, so that a run that is resumed inside an epoch has it too.
        foreach (var path in _paths)
            path.DropPathProbability = _options.DropPathProbability * Epoch / _options.Epochs;
        return _update.Apply(() => _objective(batch));
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        _schedule.step();
        return _validation is null ? null : Measure(_validation, Cancel);
    }

    /// <inheritdoc/>
    protected internal override RetrainResult Complete(CancellationToken cancel)
    {
        if (Folder is not null)
            Safetensors.Save(Folder.Model, Model.state_dict());
        var test = Measure(_test, cancel);
        Recorder!.Record(Step, Epoch - 1, _test.Kind, test);
        return new RetrainResult { Test = test, Validation = Validation, Epochs = Epoch, Steps = Step, Elapsed = Elapsed };
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(RetrainResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new JsonObject
        {
            ["test"] = ResultFile.Numbers(result.Test),
            ["validation"] = result.Validation is null ? null : ResultFile.Numbers(result.Validation),
            ["epochs"] = result.Epochs,
            ["steps"] = result.Steps,
            ["seconds"] = result.Elapsed.TotalSeconds,
        };
    }

    /// <inheritdoc/>
    protected internal override RetrainResult Parse(JsonObject result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var file = new ResultFile(result, Folder!.Result);
        return new RetrainResult
        {
            Test = file.Numbers("test"),
            Validation = result["validation"] is null ? null : file.Numbers("validation"),
            Epochs = file.Get<int>("epochs"),
            Steps = file.Get<long>("steps"),
            Elapsed = TimeSpan.FromSeconds(file.Get<double>("seconds")),
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _train.Dispose();
            _weights.Dispose();
        }
        base.Dispose(disposing);
    }

    private IReadOnlyDictionary<string, double> Measure(DataSplit split, CancellationToken cancel)
    {
        using var loader = EvaluationLoader.Open(split, LoaderFor("evaluation", Math.Min(EvaluationBatch, split.Count)));
        return Evaluation.Run(_objective, Model, loader, Progress(split.Kind), cancel);
    }
}

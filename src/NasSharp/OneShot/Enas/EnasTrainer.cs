using System.Text.Json.Nodes;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.Enas;

/// <summary>
/// Efficient neural architecture search via parameter sharing (Pham et al. 2018): in every epoch the supernet's weights are trained on the training data, a
/// freshly drawn architecture in each step, then the controller on rewards from validation data. At the end the controller proposes
/// architectures, and the best of them is the result. Works for any space, loss and metric.
/// </summary>
public sealed class EnasTrainer : Trainer<EnasResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "enas";

    private readonly EnasOptions _options;
    private readonly EnasReward _reward;
    private readonly Objective _objective;
    private readonly DataLoader<TrainSplit> _train;
    private readonly DataLoader<ValidationSplit> _rewardBatches;
    private readonly ValidationSplit _validation;
    private readonly torch.optim.Optimizer _weights;
    private readonly Adam _policy;
    private readonly torch.optim.lr_scheduler.LRScheduler _schedule;
    private readonly WeightUpdate _update;
    private readonly ControllerTraining _controllerTraining;
    private readonly SupernetEvaluation _evaluation;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, and the metrics that the reward is made of.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data for rewards and for the comparison at the end; NNI takes a tenth of the training data.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <param name="reward">How good an architecture is; null: the metric <c>accuracy</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no choices, or they cannot be used.</exception>
    public EnasTrainer(
        torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, EnasOptions? options = null, RunOptions? run = null,
        EnasReward? reward = null)
        : base(Name, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        _options = options ?? new EnasOptions();
        _options.Validate();
        _options.Hardware?.DemandFits(SearchSpace.Of(model));
        (_objective, _validation, _reward) = (objective, validation, reward ?? Accuracy);
        _train = train.CreateLoader(LoaderFor("train", _options.BatchSize, _options.Augmentation) with { DropLast = true });
        _rewardBatches = validation.CreateLoader(LoaderFor("rewards", _options.BatchSize) with { DropLast = true });
        Mutator = new EnasMutator(model, _options.Controller, Streams["policy"]);
        _weights = WeightOptimizers.Make(_options.Optimizer, model, _options.LearningRate, _options.Momentum, nesterov: true, _options.AdamEpsilon, _options.WeightDecay);
        _schedule = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(_weights, _options.RestartEpochs, _options.RestartFactor, _options.MinLearningRate);
        _policy = torch.optim.Adam(Mutator.Controller.named_parameters(), _options.ControllerLearningRate);
        var precision = new ForwardPrecision(Run.MixedPrecision, Device);
        _update = new WeightUpdate(_weights, _options.GradientClip, precision);
        var baseline = new RewardBaseline(_options.BaselineDecay);
        _controllerTraining = new ControllerTraining(Mutator, _objective, _reward, _rewardBatches, _policy, _options, baseline, precision);
        _evaluation = new SupernetEvaluation(Mutator, objective, train, validation, LoaderFor("recalibration", _options.BatchSize), _options.RecalibrationBatches);
        Keep("controller", Checkpointed.Of(Mutator.Controller));
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
        Keep("controller_optimizer", Checkpointed.Of(_policy));
        Keep("reward_batches", Checkpointed.Of(_rewardBatches));
        Keep("baseline", baseline);
    }

    /// <summary>Holds the controller and runs what it draws.</summary>
    public EnasMutator Mutator { get; }

    /// <inheritdoc/>
    private protected override Objective? Watched => _objective;

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = RunDescription.Of(Kind, Run, _options, Model, [_train.Split, _validation]);
        description["space"] = Mutator.Space.Fingerprint;
        return description;
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        Mutator.Reset();
        return _update.Apply(() => _objective(batch));
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <summary>Trains the controller.</summary>
    /// <returns>Means over the architectures that it drew meanwhile, each on a validation batch of its own; their <c>reward</c> too.</returns>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        _schedule.step();
        var (validation, controller) = _controllerTraining.Run(Progress("controller"), Cancel);
        Recorder?.Record(Step, epoch, "controller", controller);
        return new OrderedDictionary<string, double>([.. validation, KeyValuePair.Create("reward", controller["reward"])], StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    protected internal override EnasResult Complete(CancellationToken cancel)
    {
        // A controller that has made up its mind proposes the same again and again.
        var proposed = CandidateRanking.Distinct(Mutator.Space, _options.Candidates, Propose, _options.Hardware, Streams["repairs"]);
        var candidates = CandidateRanking.Rank(proposed, a => _evaluation.Evaluate(a, cancel), metrics => _reward(metrics), higherIsBetter: true, Progress("candidates"), _options.Hardware);
        if (Folder is not null)
        {
            FoundFiles.Write(Folder, candidates[0].Architecture,
                new ArchitectureMeta { Algorithm = Name, Seed = Run.Seed, Score = candidates[0].Score, Preprocessing = _train.Split.Preprocessing }, Model);
            Safetensors.Save(Folder.At("controller.safetensors"), Mutator.Controller.state_dict());
        }
        return new EnasResult { Candidates = candidates, Epochs = Epoch, Steps = Step, Elapsed = Elapsed };
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(EnasResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CandidateRanking.Print(result);
    }

    /// <inheritdoc/>
    protected internal override EnasResult Parse(JsonObject result) => new(CandidateRanking.Parse(Mutator.Space, result, Folder!.Result));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _evaluation.Dispose();
            _train.Dispose();
            _rewardBatches.Dispose();
            _weights.Dispose();
            _policy.Dispose();
            Mutator.Dispose();
        }
        base.Dispose(disposing);
    }

    private static double Accuracy(IReadOnlyDictionary<string, double> validation) => validation.TryGetValue(Objectives.Accuracy, out var accuracy) ? accuracy
        : throw new TrainingException($"The reward is the metric '{Objectives.Accuracy}', which the objective does not measure; it measures {string.Join(", ", validation.Keys)}. Give {nameof(EnasTrainer)} a reward made of these.");

    private Architecture Propose()
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return Mutator.Controller.Sample(Streams["candidates"]).Architecture;
    }
}

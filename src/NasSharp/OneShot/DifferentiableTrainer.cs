using System.Text.Json.Nodes;
using NasSharp.OneShot.Collapse;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot;

/// <summary>
/// The loop of differentiable searches: in every step the alphas follow the gradient of the validation loss, then the weights that of the training loss.
/// A method brings its mutator and changes the steps where it differs. The architecture's passes leave the running statistics of batch norms alone.
/// </summary>
/// <typeparam name="TResult">What the search finds.</typeparam>
public abstract class DifferentiableTrainer<TResult> : Trainer<TResult>
    where TResult : SearchResult
{
    private const string GuardPart = "collapse";

    private readonly DifferentiableOptions _options;
    private readonly ValidationSplit _validation;
    private readonly DataLoader<TrainSplit> _train;
    private readonly ExpectedCost? _cost;
    private Objective _objective;
    private SupernetTraining _training;
    private readonly CollapseGuard? _guard;

    private protected DifferentiableTrainer(
        string kind, torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, DifferentiableOptions options,
        Func<RandomStreams, DifferentiableMutator> mutator, RunOptions? run)
        : base(kind, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        options.Validate();
        options.Hardware?.DemandFits(SearchSpace.Of(model));
        _cost = options.Hardware is { } hardware ? new ExpectedCost(hardware.Cost) : null;
        (_options, _objective, _validation) = (options, objective, validation);
        // The last, smaller batch is left out: its batch-norm statistics would be those of a handful of images.
        _train = train.CreateLoader(LoaderFor("train", options.BatchSize, options.Augmentation) with { DropLast = true });
        ArchitectureBatches = validation.CreateLoader(LoaderFor("architecture", options.BatchSize, options.Augmentation) with { DropLast = true });
        Precision = new ForwardPrecision(Run.MixedPrecision, Device);
        _training = Training(mutator(Streams));
        Keep("alphas", Checkpointed.Latest(() => Checkpointed.Of(Supernet)));
        Keep("weights_optimizer", Checkpointed.Latest(() => Checkpointed.Of(_training.Weights)));
        Keep("weights_schedule", Checkpointed.Latest(() => Checkpointed.Of(_training.Schedule)));
        Keep("architecture_optimizer", Checkpointed.Latest(() => Checkpointed.Of(ArchitectureOptimizer)));
        Keep("architecture_batches", Checkpointed.Of(ArchitectureBatches));
        if (options.CollapseGuard.Enabled)
            Keep(GuardPart, _guard = Guard(options.CollapseGuard));
    }

    /// <inheritdoc/>
    private protected override Objective? Watched => batch => _objective(batch);

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <summary>Holds the alphas.</summary>
    private protected DifferentiableMutator Supernet => _training.Mutator;

    /// <summary>Moves the alphas.</summary>
    private protected Adam ArchitectureOptimizer => _training.Architecture;

    /// <summary>Batches for the alphas, one after the other.</summary>
    private protected DataLoader<ValidationSplit> ArchitectureBatches { get; }

    /// <summary>The gradient of the alphas.</summary>
    private protected ArchitectureGradient Gradient => _training.Gradient;

    /// <summary>The precision of forwards.</summary>
    private protected ForwardPrecision Precision { get; }

    /// <summary>Whether the alphas learn in this epoch.</summary>
    private protected virtual bool ArchitectureLearns => Epoch >= _options.WarmupEpochs && _guard?.Selecting != true;

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = RunDescription.Of<object>(Kind, Run, _options, Model, [_train.Split, _validation]);
        description["space"] = Supernet.Space.Fingerprint;
        return description;
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var architectureLoss = ArchitectureLearns ? TrainArchitecture(batch) : null;
        var result = TrainWeights(batch, learning: false);
        return architectureLoss is null ? result : result with { Metrics = [.. result.Metrics, KeyValuePair.Create("architecture_loss", architectureLoss)] };
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues()
    {
        yield return KeyValuePair.Create("learning_rate", _training.Weights.ParamGroups[0].LearningRate);
        if (_options.Hardware is { } hardware)
            yield return KeyValuePair.Create($"expected_{hardware.Cost.Name}", ReadExpectedCost());
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<KeyValuePair<string, double[]>> LineVectors() => [.. Supernet.Alphas.Keys.Select(k => KeyValuePair.Create(k, Supernet.Weights(k)))];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        _training.Schedule.step();
        if (Folder is not null)
            ArchitectureFile.Write(Folder.ArchitectureAfter(epoch), Supernet.Export(), Meta());
        if (ArchitectureLearns)
            _guard?.Measure(epoch);
        return _options.EvaluateEachEpoch ? Evaluate(Cancel) : null;
    }

    /// <inheritdoc/>
    protected internal override TResult Complete(CancellationToken cancel)
    {
        var result = Result(new SearchResult
        {
            Architecture = Supernet.Export(),
            Validation = _options.EvaluateEachEpoch && Validation is { } last ? last : Evaluate(cancel),
            Epochs = Epoch,
            Steps = Step,
            Elapsed = Elapsed,
        });
        if (Folder is not null)
        {
            FoundFiles.Write(Folder, result.Architecture, Meta(), Model);
            Safetensors.Save(Folder.At("alphas.safetensors"), Supernet.Alphas.Select(a => KeyValuePair.Create(a.Key, (torch.Tensor)a.Value)));
        }
        return result;
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(TResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new JsonObject
        {
            ["architecture"] = JsonNode.Parse(result.Architecture.ToJson()),
            ["validation"] = ResultFile.Numbers(result.Validation),
            ["epochs"] = result.Epochs,
            ["steps"] = result.Steps,
            ["seconds"] = result.Elapsed.TotalSeconds,
        };
    }

    /// <inheritdoc/>
    protected internal override TResult Parse(JsonObject result)
    {
        var file = new ResultFile(result, Folder!.Result);
        return Result(new SearchResult
        {
            Architecture = Architecture.Parse(Supernet.Space, file.Json("architecture"), Folder.Result),
            Validation = file.Numbers("validation"),
            Epochs = file.Get<int>("epochs"),
            Steps = file.Get<long>("steps"),
            Elapsed = TimeSpan.FromSeconds(file.Get<double>("seconds")),
        });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _train.Dispose();
            ArchitectureBatches.Dispose();
            _training.Dispose();
            _guard?.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>The result as the method's users get it.</summary>
    private protected abstract TResult Result(SearchResult found);

    /// <summary>What weights and architecture minimise; the objective itself unless the method adds a term. It runs after the mutator's reset.</summary>
    private protected virtual BatchResult Loss(Batch batch) => _objective(batch);

    /// <summary>What the architecture descends on validation data: <see cref="Loss"/>, with the penalty of the expected cost if there is one.</summary>
    private protected virtual BatchResult ArchitectureLoss(Batch batch)
    {
        var result = Loss(batch);
        return result with { Loss = Priced(result.Loss) };
    }

    /// <summary>A loss of the alphas with the penalty of the expected cost; the loss itself without one.</summary>
    private protected torch.Tensor Priced(torch.Tensor loss) => _options.Hardware?.Penalty is { } penalty ? penalty.OnLoss(loss, ExpectedCost()!) : loss;

    /// <summary>The expected cost of the hardware objective, one number that gradients of the alphas flow from; null without an objective.</summary>
    private protected torch.Tensor? ExpectedCost() => _cost?.Of(Supernet.CostWeights, Device);

    /// <summary>One step of the alphas; by default <see cref="DescendValidation"/>.</summary>
    /// <returns>The loss that the step descended.</returns>
    private protected virtual torch.Tensor TrainArchitecture(Batch train) => DescendValidation();

    /// <summary>One step of the alphas on the next validation batch, to first order.</summary>
    private protected torch.Tensor DescendValidation()
    {
        using var validation = ArchitectureBatches.Next();
        var loss = Gradient.FirstOrder(validation);
        StepArchitecture();
        return loss;
    }

    /// <summary>Moves the alphas along their gradients.</summary>
    private protected void StepArchitecture()
    {
        ArchitectureOptimizer.step();
        ArchitectureOptimizer.zero_grad();
    }

    /// <summary>One step of the weights; with <paramref name="learning"/> the same pass gives the alphas their gradients.</summary>
    private protected BatchResult TrainWeights(Batch batch, bool learning) => _training.Update.Apply(() =>
    {
        Supernet.Learning = learning;
        Supernet.Reset();
        return learning ? ArchitectureLoss(batch) : Loss(batch);
    });

    /// <summary>Goes on with another supernet, with optimizers and a schedule of its own; the one before is let go.</summary>
    private protected void Replace(torch.nn.Module model, Objective objective, Func<RandomStreams, DifferentiableMutator> mutator)
    {
        _training.Dispose();
        Adopt(model);
        _objective = objective;
        _training = Training(mutator(Streams));
        _guard?.Restart();
    }

    private protected sealed override string? AfterEpoch() => _guard?.Review();

    private SupernetTraining Training(DifferentiableMutator mutator)
    {
        mutator.Hardware = _options.Hardware;
        mutator.to(Device);
        return new SupernetTraining(mutator, Loss, ArchitectureLoss, _options, Precision);
    }

    private CollapseGuard Guard(CollapseOptions options)
    {
        if (!Supernet.MixesAll && options.Remedy > CollapseRemedy.WeightDecay)
            throw new ArgumentException(
                $"{nameof(DifferentiableOptions.CollapseGuard)}.{nameof(options.Remedy)} is {options.Remedy}, which needs a supernet that mixes all candidates; {Kind} runs one path: choose {CollapseRemedy.Report}, {CollapseRemedy.Stop} or {CollapseRemedy.WeightDecay}.");
        return new CollapseGuard(options, new CollapseSubject
        {
            Training = () => _training,
            Probe = new SupernetProbe(() => Supernet, batch => _objective(batch), Precision, Device),
            OpenValidation = OpenValidation,
            Parts = () => Parts.Where(p => p.Key != GuardPart),
            Recorder = () => Recorder,
            Step = () => Step,
            Epoch = () => Epoch,
            Epochs = () => Epochs,
            StepsPerEpoch = _train.BatchesPerEpoch,
            WeightDecay = _options.WeightDecay,
            Seed = Run.Seed,
        });
    }

    private EvaluationLoader OpenValidation() => EvaluationLoader.Open(_validation, LoaderFor("evaluation", Math.Min(_options.BatchSize, _validation.Count)));

    private IReadOnlyDictionary<string, double> Evaluate(CancellationToken cancel)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Supernet.FixForEvaluation();
        using var loader = OpenValidation();
        return Evaluation.Run(_objective, Model, loader, Progress("validation"), cancel);
    }

    private double ReadExpectedCost()
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return _cost!.Of(Supernet.Probabilities, Device).ToDouble();
    }

    private ArchitectureMeta Meta() => new() { Algorithm = Kind, Seed = Run.Seed, Preprocessing = _train.Split.Preprocessing };
}

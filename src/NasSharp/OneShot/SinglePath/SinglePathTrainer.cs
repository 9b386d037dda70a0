using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.SinglePath;

/// <summary>
/// Single path one-shot (Guo et al. 2020): every step draws one architecture uniformly and trains its weights; nothing else is computed, has a
/// gradient or moves. Afterwards random architectures are measured with the shared weights on validation data, and the best is the result.
/// </summary>
public sealed class SinglePathTrainer : Trainer<SinglePathResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "single-path";

    private readonly SinglePathOptions _options;
    private readonly Objective _objective;
    private readonly DataLoader<TrainSplit> _train;
    private readonly ValidationSplit _validation;
    private readonly SGD _weights;
    private readonly torch.optim.lr_scheduler.LRScheduler _schedule;
    private readonly WeightUpdate _update;
    private readonly SupernetEvaluation _evaluation;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, and the metric that decides.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data on which architectures are compared.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than the training data.</exception>
    /// <exception cref="SearchSpaceException">The model has no choices, or they cannot be used.</exception>
    public SinglePathTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, SinglePathOptions? options = null, RunOptions? run = null)
        : base(Name, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        _options = options ?? new SinglePathOptions();
        _options.Validate();
        (_objective, _validation) = (objective, validation);
        _train = train.CreateLoader(LoaderFor("train", _options.BatchSize, _options.Augmentation) with { DropLast = true });
        Mutator = new RandomMutator(model, Streams["paths"]);
        _weights = torch.optim.SGD(model.named_parameters().Where(p => p.parameter.requires_grad), _options.LearningRate, _options.Momentum, weight_decay: _options.WeightDecay);
        var steps = (double)_options.Epochs * _train.BatchesPerEpoch;
        _schedule = torch.optim.lr_scheduler.LambdaLR(_weights, step => Math.Max(0, 1 - step / steps));
        _update = new WeightUpdate(_weights, _options.GradientClip, new ForwardPrecision(Run.MixedPrecision, Device));
        _evaluation = new SupernetEvaluation(Mutator, objective, train, validation, LoaderFor("recalibration", _options.BatchSize), _options.RecalibrationBatches);
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
    }

    /// <summary>Draws the paths.</summary>
    public RandomMutator Mutator { get; }

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
        var result = _update.Apply(() => _objective(batch));
        _schedule.step();
        return result;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        if (_options.PathsEachEpoch == 0)
            return null;
        var measured = Enumerable.Range(0, _options.PathsEachEpoch).Select(_ => _evaluation.Evaluate(Mutator.Space.Sample(Streams["watched paths"]))).ToList();
        return measured[0].Keys.ToDictionary(name => name, name => measured.Average(m => m[name]));
    }

    /// <inheritdoc/>
    protected internal override SinglePathResult Complete(CancellationToken cancel)
    {
        var drawn = CandidateRanking.Distinct(Mutator.Space, _options.Candidates, () => Mutator.Space.Sample(Streams["candidates"]));
        var candidates = CandidateRanking.Rank(drawn, a => _evaluation.Evaluate(a, cancel),
            metrics => CandidateRanking.Score(metrics, nameof(SinglePathOptions.Score), _options.Score), _options.HigherIsBetter, Progress("candidates"));
        if (Folder is not null)
        {
            ArchitectureFile.Write(Folder.Architecture, candidates[0].Architecture, new ArchitectureMeta { Algorithm = Name, Seed = Run.Seed, Score = candidates[0].Score });
            Safetensors.Save(Folder.Supernet, Model.state_dict());
        }
        return new SinglePathResult { Candidates = candidates, Epochs = Epoch, Steps = Step, Elapsed = Elapsed };
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(SinglePathResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CandidateRanking.Print(result);
    }

    /// <inheritdoc/>
    protected internal override SinglePathResult Parse(JsonObject result) => new(CandidateRanking.Parse(Mutator.Space, result, Folder!.Result));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _evaluation.Dispose();
            _train.Dispose();
            _weights.Dispose();
            Mutator.Dispose();
        }
        base.Dispose(disposing);
    }
}

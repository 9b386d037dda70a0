using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;

namespace NasSharp.OneShot.Cdarts;

/// <summary>
/// Cyclic differentiable architecture search (Yu et al. 2022): a small search network holds the alphas, an evaluation network runs the architecture that they
/// stand for. In every cycle the evaluation network is derived anew, keeps the weights of what stays, and trains alone; then both learn together: on validation
/// data alphas and evaluation weights follow both classification losses, a distillation between the two networks and a fading penalty on candidates that
/// win too early; on training data the search network's weights follow its own loss. Runs on any device, without extras.
/// </summary>
public sealed class CdartsTrainer : DifferentiableTrainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "cdarts";

    private readonly CdartsOptions _options;
    private readonly Objective _searchObjective;
    private readonly ValidationSplit _validation;
    private readonly ForwardPrecision _precision;
    private readonly LastOutput _searchOutput;
    private readonly EvaluationNetwork _evaluation;
    private readonly torch.Tensor[] _alphas;
    private readonly torch.Tensor[] _optional;
    private readonly torch.Tensor[] _searchBuffers;
    private IReadOnlyList<KeyValuePair<string, torch.Tensor>> _jointLosses = [];

    /// <summary>Prepares a search.</summary>
    /// <param name="search">The search network; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="evaluation">The evaluation network, usually deeper, another object with the same choices under the same keys; it may share modules without choices.</param>
    /// <param name="objective">Makes the loss of a network; it must run the network with <c>call</c>, which gives logits, [N, classes, ...].</param>
    /// <param name="train">Data for the weights of the search network, and for the evaluation network alone.</param>
    /// <param name="validation">Data for the architecture and for the evaluation network in joint training.</param>
    /// <param name="options">How to search; null: NNI's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, a batch larger than its split, or both networks are the same object.</exception>
    /// <exception cref="SearchSpaceException">The search network has no layer choice, its choices cannot be used, or those of the evaluation network differ.</exception>
    public CdartsTrainer(
        torch.nn.Module<torch.Tensor, torch.Tensor> search, torch.nn.Module<torch.Tensor, torch.Tensor> evaluation,
        Func<torch.nn.Module<torch.Tensor, torch.Tensor>, Objective> objective, TrainSplit train, ValidationSplit validation,
        CdartsOptions? options = null, RunOptions? run = null)
        : base(Name, search, ObjectiveOf(search, evaluation, objective), train, validation, options ??= new CdartsOptions(), s => new CdartsMutator(search, s["alphas"]), run)
    {
        (_options, _validation, _searchObjective) = (options, validation, objective(search));
        _precision = new ForwardPrecision(Run.MixedPrecision, Device);
        evaluation.to(Device);
        if (ChannelsLast)
            evaluation.to(torch.memory_format.channels_last);
        var batches = train.CreateLoader(LoaderFor("evaluation network", options.BatchSize, options.Augmentation) with { DropLast = true });
        _evaluation = new EvaluationNetwork(evaluation, objective(evaluation), batches, options, _precision);
        _searchOutput = new LastOutput(search);
        _optional = [.. Mutator.Alphas.Where(a => Mutator.IsOptional(a.Key)).Select(a => a.Value)];
        _alphas = [.. Mutator.Alphas.Values.Except(_optional, ReferenceEqualityComparer.Instance).Cast<torch.Tensor>()];
        // Shared batch norms belong to both; the evaluation network's passes count.
        _searchBuffers = [.. search.buffers().Except<torch.Tensor>(evaluation.buffers(), ReferenceEqualityComparer.Instance)];
        Keep("evaluation_network", Checkpointed.Of(evaluation));
        Keep("evaluation_optimizer", Checkpointed.Of(_evaluation.Optimizer));
        Keep("evaluation_batches", Checkpointed.Of(batches));
        Keep("evaluation_architecture", _evaluation);
    }

    /// <summary>Holds the alphas.</summary>
    public CdartsMutator Mutator => (CdartsMutator)Supernet;

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = base.Describe();
        description["evaluation_network"] = new JsonObject
        {
            ["name"] = _evaluation.Model.GetName(),
            ["parameters"] = _evaluation.Model.parameters().Sum(p => p.numel()),
            ["tensors"] = _evaluation.Model.state_dict().Count,
        };
        return description;
    }

    /// <summary>Begins a cycle where one is due: derives the evaluation network and trains it alone.</summary>
    protected internal override void BeginEpoch(int epoch)
    {
        if (!_options.CycleBeginsAt(epoch))
            return;
        _evaluation.Become(Mutator.Export());
        for (var pass = 0; pass < _options.EvaluationWarmupEpochs; pass++)
            Recorder?.Record(Step, epoch, "evaluation_warmup", _evaluation.TrainAlone(Progress("evaluation network"), Cancel));
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        _jointLosses = [];
        var result = base.TrainStep(batch);
        return result with { Metrics = [.. result.Metrics, .. _jointLosses] };
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() =>
        [.. base.LineValues(), KeyValuePair.Create("regularization_weight", _options.RegularizationAt(Epoch))];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        if (_options.EvaluateEachEpoch && _evaluation.Exists)
        {
            using var loader = EvaluationLoader.Open(_validation, LoaderFor("evaluation", Math.Min(_options.BatchSize, _validation.Count)));
            Recorder?.Record(Step, epoch, "evaluation_network", _evaluation.Measure(loader, Progress("evaluation network on validation"), Cancel));
        }
        return base.EndEpoch(epoch);
    }

    /// <inheritdoc/>
    protected internal override SearchResult Complete(CancellationToken cancel)
    {
        var result = base.Complete(cancel);
        if (Folder is not null)
            Safetensors.Save(Folder.At("evaluation.safetensors"), _evaluation.Model.state_dict());
        return result;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _searchOutput.Dispose();
            _evaluation.Dispose();
        }
        base.Dispose(disposing);
    }

    private protected override SearchResult Result(SearchResult found) => found;

    // The joint step: one validation batch moves alphas and evaluation weights along one loss.
    private protected override torch.Tensor TrainArchitecture(Batch train)
    {
        using var validation = ArchitectureBatches.Next();
        using var buffers = new MemorySwap(_searchBuffers);
        using (torch.no_grad())
            buffers.Use(TensorLists.Copies(_searchBuffers));
        Mutator.Learning = true;
        Mutator.Reset();
        torch.Tensor? search = null;
        var loss = _precision.Run(() => JointLoss(validation, out search)).Loss;
        // A weaker gate is a less certain network: distilled from an evaluation network that is not certain, all gates would fall, and what is left out stays out.
        if (_optional.Length > 0)
            SetGradients(_optional, torch.autograd.grad([search! / _options.LossWeight], _optional, retain_graph: true, allow_unused: true));
        torch.Tensor[] moved = [.. _alphas, .. _evaluation.Weights];
        SetGradients(moved, torch.autograd.grad([loss], moved, allow_unused: true));
        _evaluation.Move(loss);
        StepArchitecture();
        return loss.detach();
    }

    private static void SetGradients(torch.Tensor[] tensors, torch.Tensor?[] gradients)
    {
        for (var i = 0; i < tensors.Length; i++)
            tensors[i].grad = gradients[i];
    }

    // (L_search + L_evaluation) / lambda + lambda T^2 D(search, evaluation) + r sum |alpha|.
    private BatchResult JointLoss(Batch batch, out torch.Tensor search)
    {
        search = Priced(_searchObjective(batch).Loss);
        var (evaluated, teacher) = _evaluation.Run(batch);
        var student = _searchOutput.Take();
        if (!student.shape.SequenceEqual(teacher.shape))
            throw new TrainingException($"The search network gives [{string.Join(", ", student.shape)}] (all heads together), the evaluation network [{string.Join(", ", teacher.shape)}]; CDARTS compares them and needs the same shape.");
        var distillation = Distillation.Loss(student, teacher, _options.Distillation, _options.Temperature);
        var loss = (search + evaluated.Loss) / _options.LossWeight + distillation * _options.LossWeight;
        var weight = _options.RegularizationAt(Epoch);
        var penalty = weight > 0 ? Mutator.AbsoluteAlphas(_options.RegularizedCandidates) : null;
        if (penalty is not null)
            loss += penalty * weight;
        _jointLosses =
        [
            KeyValuePair.Create("search_loss", search.detach()),
            KeyValuePair.Create("evaluation_loss", evaluated.Loss.detach()),
            KeyValuePair.Create("distillation_loss", distillation.detach()),
            .. penalty is null ? (IEnumerable<KeyValuePair<string, torch.Tensor>>)[] : [KeyValuePair.Create("absolute_alphas", penalty.detach())],
        ];
        return new BatchResult(loss, batch.Size);
    }

    private static Objective ObjectiveOf(
        torch.nn.Module<torch.Tensor, torch.Tensor> search, torch.nn.Module<torch.Tensor, torch.Tensor> evaluation, Func<torch.nn.Module<torch.Tensor, torch.Tensor>, Objective> objective)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(objective);
        if (ReferenceEquals(search, evaluation))
            throw new ArgumentException("The search network and the evaluation network are the same object; build two, with the same choices under the same keys.", nameof(evaluation));
        EvaluationNetwork.DemandSameChoices(SearchSpace.Of(search), SearchSpace.Of(evaluation));
        return objective(search);
    }
}

using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Metrics;

namespace NasSharp.OneShot.Cdarts;

/// <summary>
/// The evaluation network: it runs one architecture at a time and keeps the weights of every candidate that was ever part of it, so that a new architecture
/// goes on with the weights of what it shares with earlier ones.
/// </summary>
internal sealed class EvaluationNetwork : ICheckpointed, IDisposable
{
    private readonly Objective _objective;
    private readonly DataLoader<TrainSplit> _train;
    private readonly ForwardPrecision _precision;
    private readonly PathMutator _mutator;
    private readonly WeightUpdate _update;
    private readonly LastOutput _output;
    private Architecture? _architecture;

    public EvaluationNetwork(
        torch.nn.Module<torch.Tensor, torch.Tensor> model, Objective objective, DataLoader<TrainSplit> train, CdartsOptions options, ForwardPrecision precision)
    {
        (Model, _objective, _train, _precision) = (model, objective, train, precision);
        model.train();
        _mutator = new PathMutator(model);
        Optimizer = torch.optim.SGD(model.named_parameters().Where(p => p.parameter.requires_grad), options.EvaluationLearningRate, options.Momentum, weight_decay: options.WeightDecay);
        Weights = [.. Optimizer.parameters()];
        _update = new WeightUpdate(Optimizer, options.GradientClip, precision);
        _output = new LastOutput(model);
    }

    public torch.nn.Module Model { get; }

    public SGD Optimizer { get; }

    /// <summary>What the optimizer moves.</summary>
    public IReadOnlyList<Parameter> Weights { get; }

    /// <summary>Whether an architecture was derived yet.</summary>
    public bool Exists => _architecture is not null;

    /// <summary>Demands that both networks have the same choices; their order and place may differ.</summary>
    public static void DemandSameChoices(SearchSpace search, SearchSpace evaluation)
    {
        foreach (var choice in search.Choices.Where(c => !evaluation.Contains(c.Key) || !evaluation[c.Key].SameDecision(c)))
            throw new SearchSpaceException($"The evaluation network {(evaluation.Contains(choice.Key) ? $"has the choice '{evaluation[choice.Key]}'" : $"has no choice '{choice.Key}'")}, "
                + $"but the search network has '{choice}'; both need the same choices under the same keys.");
        if (evaluation.Choices.FirstOrDefault(c => !search.Contains(c.Key)) is { } surplus)
            throw new SearchSpaceException($"The evaluation network has the choice '{surplus.Key}', which the search network has not; both need the same choices under the same keys.");
    }

    /// <summary>Becomes another architecture; weights stay.</summary>
    public void Become(Architecture architecture)
    {
        _architecture = new Architecture(_mutator.Space, architecture.Decisions);
        _mutator.Fix(_architecture);
    }

    /// <summary>Trains the weights of the present architecture alone, one pass over the training data.</summary>
    public IReadOnlyDictionary<string, double> TrainAlone(Action<int, int> progress, CancellationToken cancel)
    {
        var averages = new MetricAverages();
        for (var step = 0; step < _train.BatchesPerEpoch; step++)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            using var batch = _train.Next();
            averages.Add(_update.Apply(() => _objective(batch)));
            progress(step + 1, _train.BatchesPerEpoch);
        }
        if (!averages.LossIsFinite)
            throw new TrainingException($"The loss of the evaluation network is not a finite number any more: lower {nameof(CdartsOptions.EvaluationLearningRate)}, or look for such values in the data.");
        return averages.Means;
    }

    /// <summary>Runs the network; inside the precision of the caller.</summary>
    /// <returns>What the objective makes of it, and the logits of all heads.</returns>
    public (BatchResult Result, torch.Tensor Logits) Run(Batch batch)
    {
        var result = _objective(batch);
        return (result, _output.Take());
    }

    /// <summary>Moves the weights along their gradients, which are gone afterwards.</summary>
    public void Move(torch.Tensor loss)
    {
        _update.Move(loss);
        Optimizer.zero_grad();
    }

    /// <summary>Measures the present architecture.</summary>
    public IReadOnlyDictionary<string, double> Measure(EvaluationLoader validation, Action<int, int> progress, CancellationToken cancel) =>
        Evaluation.Run(batch => _precision.Run(() => _objective(batch)), Model, validation, progress, cancel);

    public void Save(CheckpointSection section) => section.Values["architecture"] = _architecture?.ToJson() ?? "";

    public void Load(CheckpointSection section)
    {
        if (section.Get<string>("architecture") is { Length: > 0 } json)
            Become(Architecture.Parse(_mutator.Space, json, section.Name));
    }

    public void Dispose()
    {
        _output.Dispose();
        _train.Dispose();
        Optimizer.Dispose();
        _mutator.Dispose();
    }

    // Runs what it is told to.
    private sealed class PathMutator(torch.nn.Module model) : Mutator(model)
    {
        public override Architecture Export() => Space.First();

        protected override IReadOnlyList<Execution?> Decide() => Executions.Of(Space.First());
    }
}

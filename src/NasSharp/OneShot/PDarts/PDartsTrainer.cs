using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Progress;

namespace NasSharp.OneShot.PDarts;

/// <summary>
/// Progressive DARTS (Chen et al. 2019): first-order DARTS in stages. Each stage trains a deeper supernet from new weights and new alphas, over the candidates that the
/// stage before left. Dropout on identities, alphas that stand still in the first epochs of a stage, and a cap on skip connections in the result work against
/// the collapse to identities. All stages are one run, which is resumed wherever it was stopped.
/// </summary>
public sealed class PDartsTrainer : DifferentiableTrainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "p-darts";

    private readonly PDartsOptions _options;
    private readonly Func<PDartsStage, PDartsNetwork> _build;
    private int _stage;

    /// <summary>Prepares a search and builds the first stage's supernet.</summary>
    /// <param name="build">
    /// Makes the supernet of a stage and its loss; the choices have the same keys in all of them. Weights are drawn from the run's seed. It is called again for a
    /// stage that is resumed.
    /// </param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data for the architecture; the paper takes half of the training data.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public PDartsTrainer(Func<PDartsStage, PDartsNetwork> build, TrainSplit train, ValidationSplit validation, PDartsOptions? options = null, RunOptions? run = null)
        : this(build, First(build, options ??= new PDartsOptions(), run ??= new RunOptions()), train, validation, options, run)
    {
    }

    private PDartsTrainer(Func<PDartsStage, PDartsNetwork> build, PDartsNetwork first, TrainSplit train, ValidationSplit validation, PDartsOptions options, RunOptions run)
        : base(Name, first.Model, first.Objective, train, validation, options, s => new PDartsMutator(first.Model, s["alphas"], options), run)
    {
        (_build, _options) = (build, options);
        Keep("stage", new StagePart(this));
    }

    /// <summary>Holds the alphas of the present stage.</summary>
    public PDartsMutator Mutator => (PDartsMutator)Supernet;

    /// <summary>The number of the present stage, from 0.</summary>
    public int Stage => _stage;

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs * _options.Stages.Count;

    private int EpochInStage => Epoch - _stage * _options.Epochs;

    private protected override bool ArchitectureLearns => EpochInStage >= _options.WarmupEpochs;

    /// <inheritdoc/>
    protected internal override void BeginEpoch(int epoch)
    {
        if (epoch / _options.Epochs == _stage)
            return;
        var drop = _options.Stages[_stage].Drop;
        var survivors = LayerChoices().ToDictionary(
            c => c.Key, c => CandidateRace.Next(Mutator.Shares(c.Key), Mutator.Open(c.Key), c.Candidates.Count, drop), StringComparer.Ordinal);
        Enter(epoch / _options.Epochs, survivors);
        Recorder?.Tell(new Notice(
            $"Stage {_stage + 1} of {_options.Stages.Count} begins with {_options.Stages[_stage].Cells} cells; every choice dropped {drop} of its weakest candidates, and "
            + string.Join("; ", LayerChoices().Take(3).Select(c => $"{c.Key} keeps {string.Join(", ", Mutator.Candidates(c.Key))}")) + (LayerChoices().Count() > 3 ? "; ..." : "") + "."));
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        Mutator.SkipDropout = _options.SkipDropoutAt(_stage, EpochInStage);
        return base.TrainStep(batch);
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        // A run that was stopped before the end of an epoch did no step since, and the rate decides how a mix is added up.
        Mutator.SkipDropout = _options.SkipDropoutAt(_stage, EpochInStage);
        return base.EndEpoch(epoch);
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() =>
        [.. base.LineValues(), KeyValuePair.Create("stage", (double)_stage), KeyValuePair.Create("skip_dropout", Mutator.SkipDropout)];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            Model.Dispose();
    }

    private protected override SearchResult Result(SearchResult found) => found;

    private protected override void BeforeRestore(Checkpoint saved)
    {
        var section = saved["stage"];
        var survivors = section.Get("open").AsObject().ToDictionary(
            o => o.Key, o => o.Value!.AsArray().Select(v => v!.GetValue<bool>()).ToArray(), StringComparer.Ordinal);
        if (section.Get<int>("number") is var stage && stage != _stage)
            Enter(stage, survivors);
    }

    private IEnumerable<Choice> LayerChoices() => Supernet.Space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice);

    private void Enter(int stage, Dictionary<string, bool[]> survivors)
    {
        var (before, space) = (Model, Supernet.Space);
        // The generator's state goes on from here; it is the same whenever the stage begins.
        torch.manual_seed(Streams.SeedFor($"model.{stage}"));
        var network = _build(_options.Stages[stage]);
        Replace(network.Model, network.Objective, s => new PDartsMutator(network.Model, s["alphas"], _options));
        before.Dispose();
        _stage = stage;
        if (Supernet.Space.Fingerprint != space.Fingerprint)
            throw new SearchSpaceException(
                $"The supernet of stage {stage + 1} ({_options.Stages[stage].Cells} cells) has other choices than that of the first stage: {Difference(space, Supernet.Space)}; "
                + "all stages need the same keys, candidates and order.");
        foreach (var (key, open) in survivors)
            Mutator.Restrict(key, open);
    }

    private static string Difference(SearchSpace first, SearchSpace other)
    {
        var keys = first.Keys.Except(other.Keys).Concat(other.Keys.Except(first.Keys)).Take(4).ToList();
        return keys.Count > 0 ? $"only one of them has {string.Join(", ", keys)}" : "their order or their candidates differ";
    }

    private static PDartsNetwork First(Func<PDartsStage, PDartsNetwork> build, PDartsOptions options, RunOptions run)
    {
        ArgumentNullException.ThrowIfNull(build);
        options.Validate();
        PDartsNetwork? network = null;
        run.Create(() => (network = build(options.Stages[0])).Model);
        return network!;
    }

    private sealed class StagePart(PDartsTrainer trainer) : ICheckpointed
    {
        public void Save(CheckpointSection section)
        {
            section.Values["number"] = trainer._stage;
            section.Values["open"] = new JsonObject(trainer.LayerChoices().Select(c =>
                KeyValuePair.Create(c.Key, (JsonNode?)new JsonArray([.. trainer.Mutator.Open(c.Key).Select(o => JsonValue.Create(o))]))));
        }

        // The trainer entered the stage before the parts were loaded.
        public void Load(CheckpointSection section)
        {
        }
    }
}

using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.UnderstandingOneShot;

/// <summary>
/// One-shot search with path dropout (Bender et al. 2018): the whole model is trained at once while a growing part of its paths is dropped at random, so that it
/// learns to do without; then it ranks random architectures, all other paths taken out. The best are candidates to be trained on their own.
/// </summary>
public sealed class PathDropoutTrainer : PathTrainer<RankedSearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "path-dropout";

    /// <summary>The folder of the run in which the best architectures stand, <c>1.json</c> the best.</summary>
    public const string CandidatesFolder = "candidates";

    private readonly PathDropoutOptions _options;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The one-shot model; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, and the metric that decides.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data on which architectures are compared.</param>
    /// <param name="options">How to search; null: the defaults.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than the training data.</exception>
    /// <exception cref="SearchSpaceException">The model has no choices, or they cannot be used.</exception>
    public PathDropoutTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, PathDropoutOptions? options = null, RunOptions? run = null)
        : base(Name, model, objective, train, validation, options ??= new PathDropoutOptions(), streams => new PathDropoutMutator(model, streams["paths"]), run)
        => _options = options;

    /// <summary>Drops paths.</summary>
    public PathDropoutMutator Mutator => (PathDropoutMutator)Supernet;

    private double Done => Step / ((double)Epochs * TrainLoader.BatchesPerEpoch);

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        var done = Done;
        Mutator.DropProbability = paths => _options.DropProbability(paths, done);
        return base.TrainStep(batch);
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() =>
        [.. base.LineValues(), KeyValuePair.Create("drop_probability_of_two", _options.DropProbability(2, Done))];

    /// <inheritdoc/>
    protected internal override RankedSearchResult Complete(CancellationToken cancel)
    {
        var result = base.Complete(cancel);
        if (Folder is null)
            return result;
        Directory.CreateDirectory(Folder.At(CandidatesFolder));
        foreach (var (rank, candidate) in result.Candidates.Take(_options.StandAlone).Index())
            ArchitectureFile.Write(Path.Combine(Folder.At(CandidatesFolder), $"{rank + 1}.json"), candidate.Architecture, Meta(candidate));
        return result;
    }

    // The parts of a batch do not see each other: each has batch norms and paths of its own.
    private protected override BatchResult Forward(Batch batch)
    {
        if (_options.GhostBatches == 1)
            return base.Forward(batch);
        var size = batch.Size / _options.GhostBatches;
        var parts = Enumerable.Range(0, _options.GhostBatches).Select(i => base.Forward(Part(batch, i * size, size))).ToList();
        return new BatchResult(Mean(parts.Select(p => p.Loss)), batch.Size)
        {
            Metrics = [.. parts[0].Metrics.Select(m => KeyValuePair.Create(m.Key, Mean(parts.Select(p => p.Metrics.Single(other => other.Key == m.Key).Value))))],
        };
    }

    private protected override RankedSearchResult Compare(CancellationToken cancel) =>
        Found(Rank(Draw(_options.Candidates), a => Measure(a, cancel), "candidates"));

    private protected override RankedSearchResult Parse(JsonObject file, RankedSearchResult found) => found;

    // Views of the batch; the step's scope frees them.
    private static Batch Part(Batch batch, int start, int size)
    {
        torch.Tensor? Of(torch.Tensor? tensor) => tensor?.narrow(0, start, size);
        return new Batch(Of(batch.Input)!, Of(batch.Target)!, [.. batch.Indices.Skip(start).Take(size)]) { Lengths = Of(batch.Lengths), Mask = Of(batch.Mask) };
    }

    private static torch.Tensor Mean(IEnumerable<torch.Tensor> numbers) => torch.stack([.. numbers]).mean();
}

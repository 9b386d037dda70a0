using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.SinglePath;

/// <summary>
/// Single path one-shot (Guo et al. 2020) with a random search in place of the evolution: every step draws one architecture uniformly and trains its weights. Afterwards
/// random architectures are measured with the shared weights on validation data, and the best is the result.
/// </summary>
public sealed class SinglePathTrainer : PathTrainer<SinglePathResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "single-path";

    private readonly SinglePathOptions _options;

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
        : base(Name, model, objective, train, validation, options ??= new SinglePathOptions(), streams => new RandomMutator(model, streams["paths"]), run)
        => _options = options;

    /// <summary>Draws the paths.</summary>
    public RandomMutator Mutator => (RandomMutator)Supernet;

    private protected override SinglePathResult Compare(CancellationToken cancel) => new(Found(Rank(Draw(_options.Candidates), a => Measure(a, cancel), "candidates")));

    private protected override SinglePathResult Parse(JsonObject file, RankedSearchResult found) => new(found);
}

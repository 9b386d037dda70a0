using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.RandomSharing;

/// <summary>
/// Random search with weight sharing (Li and Talwalkar 2019), the baseline of one-shot methods: every step trains one random architecture; afterwards many are
/// screened on a few validation batches, and the best of each round are compared on all validation data.
/// </summary>
public sealed class RandomSharingTrainer : PathTrainer<RankedSearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "random-sharing";

    private readonly RandomSharingOptions _options;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, and the metric that decides.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data on which architectures are compared; half of the training data in the authors' code.</param>
    /// <param name="options">How to search; null: the authors' values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than the training data.</exception>
    /// <exception cref="SearchSpaceException">The model has no choices, or they cannot be used.</exception>
    public RandomSharingTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, RandomSharingOptions? options = null, RunOptions? run = null)
        : base(Name, model, objective, train, validation, options ??= new RandomSharingOptions(), streams => new RandomMutator(model, streams["paths"]), run, Math.Max(1, options.ScreeningBatches))
        => _options = options;

    /// <summary>Draws the architectures.</summary>
    public RandomMutator Mutator => (RandomMutator)Supernet;

    private protected override RankedSearchResult Compare(CancellationToken cancel)
    {
        var finalists = new OrderedDictionary<string, Architecture>(StringComparer.Ordinal);
        for (var round = 0; round < _options.RoundsAfter(Step); round++)
        {
            foreach (var best in Rank(Draw(_options.Screened), a => Screen(a, cancel), "screening").Take(_options.Finalists))
                finalists.TryAdd(best.Architecture.Hash, best.Architecture);
        }
        return Found(Rank([.. finalists.Values], a => Measure(a, cancel), "candidates"));
    }

    private protected override RankedSearchResult Parse(JsonObject file, RankedSearchResult found) => found;
}

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
        : base(Name, model, objective, train, validation, options ??= new SinglePathOptions(), run)
        => _options = options;

    private protected override BatchResult TrainPaths(Batch batch)
    {
        Mutator.Reset();
        return Update.Apply(() => Objective(batch));
    }

    private protected override SinglePathResult Compare(Func<Architecture, ScoredArchitecture> measure)
    {
        var (progress, scored, architectures) = (Progress("candidates"), new List<ScoredArchitecture>(), Drawn());
        foreach (var architecture in architectures)
        {
            scored.Add(measure(architecture));
            progress(scored.Count, architectures.Count);
        }
        return new SinglePathResult { Candidates = Ranked(scored), Epochs = Epoch, Steps = Step, Elapsed = Elapsed };
    }

    private protected override SinglePathResult Parse(JsonObject file, RankedSearchResult found) => new(found);

    private List<Architecture> Drawn() => CandidateRanking.Distinct(
        Mutator.Space, _options.Candidates, () => Mutator.Space.Sample(Streams["candidates"]), _options.Hardware, new RandomStream(Run.Seed, "repairs"));
}

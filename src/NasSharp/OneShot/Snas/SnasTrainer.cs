using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Snas;

/// <summary>
/// Stochastic neural architecture search (Xie et al. 2019): the expected loss over a distribution of architectures is descended by weights and alphas in the
/// same pass, through relaxed samples whose temperature falls from epoch to epoch.
/// </summary>
public sealed class SnasTrainer : DifferentiableTrainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "snas";

    private readonly SnasOptions _options;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, of weights and architecture alike.</param>
    /// <param name="train">Data for weights and architecture.</param>
    /// <param name="validation">Data to measure on; and for the architecture when the options say so.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public SnasTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, SnasOptions? options = null, RunOptions? run = null)
        : base(Name, model, objective, train, validation, options ??= new SnasOptions(), s => new SnasMutator(model, s["alphas"], s["gumbel"]), run)
        => _options = options;

    /// <summary>Holds the alphas and draws the samples.</summary>
    public SnasMutator Mutator => (SnasMutator)Supernet;

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        Mutator.Temperature = _options.TemperatureAt(Epoch);
        if (_options.Bilevel)
            return base.TrainStep(batch);
        var result = TrainWeights(batch, learning: ArchitectureLearns);
        if (ArchitectureLearns)
            StepArchitecture();
        return result;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [.. base.LineValues(), KeyValuePair.Create("temperature", Mutator.Temperature)];

    private protected override SearchResult Result(SearchResult found) => found;
}

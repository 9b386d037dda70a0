using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Gdas;

/// <summary>
/// Gradient-based search with a differentiable architecture sampler (Dong and Yang 2019): every step samples one path for the alphas, on validation data,
/// and another one for the weights, on training data; only these paths are computed. The temperature of the samples falls from epoch to epoch.
/// </summary>
public sealed class GdasTrainer : DifferentiableTrainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "gdas";

    private readonly GdasOptions _options;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, of weights and architecture alike.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data for the architecture; the paper takes half of the training data.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public GdasTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, GdasOptions? options = null, RunOptions? run = null)
        : base(Name, model, objective, train, validation, options ??= new GdasOptions(), s => new GdasMutator(model, s["alphas"], s["gumbel"]), run)
        => _options = options;

    /// <summary>Holds the alphas and draws the paths.</summary>
    public GdasMutator Mutator => (GdasMutator)Supernet;

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        Mutator.Temperature = _options.TemperatureAt(Epoch);
        return base.TrainStep(batch);
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [.. base.LineValues(), KeyValuePair.Create("temperature", Mutator.Temperature)];

    private protected override SearchResult Result(SearchResult found) => found;
}

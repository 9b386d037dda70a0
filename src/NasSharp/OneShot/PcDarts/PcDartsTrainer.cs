using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.PcDarts;

/// <summary>
/// Partially-connected DARTS (Xu et al. 2020): first-order DARTS with edge normalisation on a space whose mixed operations see one channel in K, after a
/// warm-up of the weights. Give it a supernet with partial channels; it also works without, and then has edge normalisation and warm-up only.
/// </summary>
public sealed class PcDartsTrainer : DifferentiableTrainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "pc-darts";

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, of weights and architecture alike.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data for the architecture; the paper takes half of the training data.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public PcDartsTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, PcDartsOptions? options = null, RunOptions? run = null)
        : base(Name, model, objective, train, validation, options ?? new PcDartsOptions(), s => new PcDartsMutator(model, s["alphas"]), run)
    {
    }

    /// <summary>Holds alphas and betas.</summary>
    public PcDartsMutator Mutator => (PcDartsMutator)Supernet;

    private protected override SearchResult Result(SearchResult found) => found;
}

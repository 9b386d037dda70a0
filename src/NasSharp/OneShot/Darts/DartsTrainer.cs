using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Darts;

/// <summary>
/// Differentiable architecture search (Liu, Simonyan and Yang 2019): in every step the alphas follow the gradient of the validation loss, then the
/// weights that of the training loss. Works for any model with layer choices and any loss. Unlike the authors' code, the architecture's passes leave
/// the running statistics of batch norms alone.
/// </summary>
public sealed class DartsTrainer : DifferentiableTrainer<DartsResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "darts";

    private readonly bool _secondOrder;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, of weights and architecture alike.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data for the architecture; the paper takes half of the training data.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public DartsTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, DartsOptions? options = null, RunOptions? run = null)
        : base(Name, model, objective, train, validation, options ??= new DartsOptions(), streams => new DartsMutator(model, streams["alphas"]), run)
        => _secondOrder = options.SecondOrder;

    /// <summary>Holds the alphas.</summary>
    public DartsMutator Mutator => (DartsMutator)Supernet;

    private protected override DartsResult Result(SearchResult found) => new(found);

    private protected override torch.Tensor TrainArchitecture(Batch train)
    {
        if (!_secondOrder)
            return base.TrainArchitecture(train);
        using var validation = ArchitectureBatches.Next();
        var loss = Gradient.SecondOrder(train, validation);
        StepArchitecture();
        return loss;
    }
}

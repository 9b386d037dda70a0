using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Proxyless;

/// <summary>
/// ProxylessNAS (Cai, Zhu and Han 2019): every step trains the weights of one sampled path; after every few steps the architecture parameters learn on validation data, by
/// gradients through binary gates or by REINFORCE, with the cost of the network in the loss or reward.
/// </summary>
public sealed class ProxylessTrainer : DifferentiableTrainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "proxyless";

    private readonly ProxylessOptions _options;
    private readonly Reinforcement _reinforcement;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, of weights and architecture alike.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data for the architecture; the authors keep 50,000 training images of ImageNet.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <param name="reward">REINFORCE: how good a network is, from the means that the objective measured; higher is better. Null: the metric <c>accuracy</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public ProxylessTrainer(
        torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, ProxylessOptions? options = null, RunOptions? run = null,
        Func<IReadOnlyDictionary<string, double>, double>? reward = null)
        : base(Name, model, objective, train, validation, options ??= new ProxylessOptions(), s => new ProxylessMutator(model, s["alphas"], s["paths"], options.Gradient), run)
    {
        _options = options;
        _reinforcement = new Reinforcement(Mutator, Loss, reward ?? Reinforcement.Accuracy, Precision, options.SamplesPerStep);
    }

    /// <summary>Holds the alphas and draws the paths.</summary>
    public ProxylessMutator Mutator => (ProxylessMutator)Supernet;

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        var result = TrainWeights(batch, learning: false);
        if (!ArchitectureLearns || (Step + 1) % _options.ArchitectureEvery != 0)
            return result;
        var loss = TrainArchitecture(batch);
        for (var i = 1; i < _options.ArchitectureSteps; i++)
            loss = TrainArchitecture(batch);
        return result with { Metrics = [.. result.Metrics, KeyValuePair.Create("architecture_loss", loss)] };
    }

    private protected override torch.Tensor TrainArchitecture(Batch train)
    {
        using var validation = ArchitectureBatches.Next();
        if (_options.Gradient == ProxylessGradient.Reinforce)
        {
            var reward = _reinforcement.Differentiate(validation, Penalised);
            StepArchitecture();
            return torch.tensor(-reward, torch.ScalarType.Float32, Device);
        }
        var loss = Gradient.FirstOrder(validation);
        var before = Mutator.CopyAlphas();
        StepArchitecture();
        Mutator.KeepOthers(before);
        return loss;
    }

    private protected override SearchResult Result(SearchResult found) => found;

    private double Penalised(double reward) => _options.Hardware?.Penalty is { } penalty ? penalty.OnReward(reward, ExpectedCost()!.ToDouble()) : reward;
}

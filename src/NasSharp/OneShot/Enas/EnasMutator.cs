using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot.Enas;

/// <summary>Runs one architecture at a time, drawn by an <see cref="EnasController"/> at every reset.</summary>
public sealed class EnasMutator : Mutator
{
    private readonly RandomStream _random;

    /// <summary>Takes hold of a model's choices.</summary>
    /// <param name="model">The supernet.</param>
    /// <param name="options">The controller; null: the paper's.</param>
    /// <param name="random">Draws the controller's initial parameters, then architectures.</param>
    /// <exception cref="SearchSpaceException">The model has no choices, they contradict each other, or they are held already.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public EnasMutator(torch.nn.Module model, EnasControllerOptions? options, RandomStream random)
        : base(model)
    {
        ArgumentNullException.ThrowIfNull(random);
        _random = random;
        try
        {
            Controller = new EnasController(Space, options, random, Bias(options ?? new EnasControllerOptions()));
        }
        catch
        {
            Dispose();
            throw;
        }
        register_module("controller", Controller);
    }

    /// <summary>Proposes the architectures.</summary>
    public EnasController Controller { get; }

    /// <summary>Whether a reset records gradients for the controller; false at first, as a step that trains the supernet needs none.</summary>
    public bool Learning { get; set; }

    /// <summary>What the last reset drew; null before the first. Its tensors belong to the scope of that reset.</summary>
    public EnasSample? Drawn { get; private set; }

    /// <summary>
    /// The architecture of the most probable decision at each step. A search should rather draw several and keep the best, as <see cref="EnasTrainer"/> does:
    /// the most probable steps need not make the best, nor the most probable, architecture.
    /// </summary>
    public override Architecture Export()
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return Controller.Greedy().Architecture;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide()
    {
        using var recording = Learning ? null : torch.no_grad();
        Drawn = Controller.Sample(_random);
        return Executions.Of(Drawn.Architecture);
    }

    private Dictionary<string, double[]>? Bias(EnasControllerOptions options)
    {
        if (options.BranchBias == 0)
            return null;
        var bias = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var choice in Mutables.OfType<ILayerChoice>().Where(c => c.Key.Contains(options.BranchBiasKeys, StringComparison.Ordinal)))
        {
            var convolves = choice.Candidates.Select(c => c is not null && c.modules().Any(m => m is Conv1d or Conv2d or Conv3d)).ToArray();
            if (convolves.Distinct().Count() == 2)
                bias.TryAdd(choice.Key, Array.ConvertAll(convolves, c => c ? options.BranchBias : -options.BranchBias));
        }
        return bias;
    }
}

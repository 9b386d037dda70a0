using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// A mutator with a vector of architecture parameters (alpha) for each layer choice, and for those input choices that cannot be decided by the strength
/// of what stands behind their sources: where any number of sources is allowed, or where a source has no key. The vectors start near zero.
/// </summary>
public abstract class DifferentiableMutator : Mutator
{
    private const double InitialDeviation = 1e-3;

    private readonly OrderedDictionary<string, Parameter> _alphas = new(StringComparer.Ordinal);
    private readonly bool _withNone;

    /// <summary>Takes hold of a model's choices and makes their vectors.</summary>
    /// <param name="model">The supernet.</param>
    /// <param name="random">Draws the first values.</param>
    /// <param name="withNone">Whether the vector of a layer choice has one more entry, for the operation "none" that gives nothing.</param>
    /// <param name="weighsAllInputs">Whether every input choice that takes sources has a vector, not only those that need one.</param>
    private protected DifferentiableMutator(torch.nn.Module model, RandomStream random, bool withNone = false, bool weighsAllInputs = false)
        : base(model)
    {
        ArgumentNullException.ThrowIfNull(random);
        _withNone = withNone;
        foreach (var choice in Space.Choices)
        {
            if (choice.Kind == ChoiceKind.LayerChoice)
                Add(choice.Key, choice.Candidates.Count + (withNone ? 1 : 0), random);
            else if (weighsAllInputs ? choice.ChosenCount != 0 : Drops(choice) && (choice.ChosenCount is null || choice.Candidates.Contains(InputChoice.NoKey)))
                Add(choice.Key, choice.Candidates.Count, random);
        }
        if (Space.Choices.Any(c => c.Kind == ChoiceKind.LayerChoice))
            return;
        Dispose();
        throw new SearchSpaceException($"The model '{model.GetName()}' has no layer choice; a differentiable search learns weights of candidates.");
    }

    /// <summary>The vectors by key, in network order: of a layer choice [N], or [N + 1] with "none" last, of an input choice [N].</summary>
    public IReadOnlyDictionary<string, Parameter> Alphas => _alphas;

    /// <summary>Whether gradients reach the alphas; without, a step that trains weights only is cheaper. True at first.</summary>
    public bool Learning { get; set; } = true;

    /// <summary>
    /// The mean weights that a choice's vector stands for: of a layer choice softmax(alpha) without "none"; of an input choice softmax, or the sigmoid of
    /// each entry where any number of sources is allowed.
    /// </summary>
    /// <exception cref="SearchSpaceException">There is no vector of that key.</exception>
    public double[] Weights(string key)
    {
        if (!_alphas.TryGetValue(key, out var alpha))
            throw new SearchSpaceException($"There is no choice with architecture parameters '{key}'; there are {string.Join(", ", _alphas.Keys.Take(8))}.");
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return MeanWeights(Space[key], alpha.to(torch.CPU, torch.ScalarType.Float64)).to_array<double>();
    }

    /// <summary>The architecture that the alphas stand for, derived as in section 2.4 of the DARTS paper.</summary>
    public override Architecture Export() =>
        ArchitectureDerivation.Derive(Space, Weights, key => _alphas.ContainsKey(key) ? Weights(key) : null);

    /// <summary>Decides, until the next reset, what an evaluation of the supernet runs.</summary>
    internal virtual void FixForEvaluation()
    {
        Learning = false;
        Reset();
    }

    /// <summary>The vector as a decision uses it: without a way for gradients unless the alphas learn; null when the choice has none.</summary>
    private protected torch.Tensor? Vector(Choice choice) =>
        _alphas.TryGetValue(choice.Key, out var alpha) ? Learning ? alpha : alpha.detach() : null;

    /// <summary>The relaxation without noise: every candidate and every source with its mean weight; sources without a vector unweighted.</summary>
    private protected Execution MeanExecution(Choice choice) =>
        Vector(choice) is { } alpha ? Execution.Mix(MeanWeights(choice, alpha)) : Execution.All(choice.Candidates.Count);

    private torch.Tensor MeanWeights(Choice choice, torch.Tensor alpha)
    {
        if (choice.Kind == ChoiceKind.InputChoice)
            return choice.ChosenCount is null ? torch.sigmoid(alpha) : torch.softmax(alpha, 0);
        var weights = torch.softmax(alpha, 0);
        return _withNone ? weights.narrow(0, 0, choice.Candidates.Count) : weights;
    }

    // Otherwise there is nothing to decide.
    private static bool Drops(Choice choice) => choice.ChosenCount is not { } count || (count > 0 && count < choice.Candidates.Count);

    private void Add(string key, int length, RandomStream random)
    {
        var values = new float[length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)random.NextGaussian(0, InitialDeviation);
        var alpha = new Parameter(torch.tensor(values));
        register_parameter(ParameterName(key), alpha);
        _alphas.Add(key, alpha);
    }
}

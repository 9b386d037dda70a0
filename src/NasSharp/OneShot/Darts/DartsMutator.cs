using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot.Darts;

/// <summary>
/// DARTS's relaxation of a space: every layer choice has a vector alpha of N + 1 numbers and runs all its N candidates, weighted with
/// softmax(alpha). The last number stands for the operation "none", which takes its share and gives nothing, so that the weights of the others sum to
/// less than one. Input choices take all their sources until the architecture is derived.
/// </summary>
public sealed class DartsMutator : Mutator
{
    private const double InitialDeviation = 1e-3;

    private readonly OrderedDictionary<string, Parameter> _alphas = new(StringComparer.Ordinal);

    /// <summary>Takes hold of a model's choices; the alphas start near zero, drawn from <paramref name="random"/>.</summary>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    public DartsMutator(torch.nn.Module model, RandomStream random)
        : base(model)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (var choice in Space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice))
        {
            var values = new float[choice.Candidates.Count + 1];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)random.NextGaussian(0, InitialDeviation);
            var alpha = new Parameter(torch.tensor(values));
            register_parameter(ParameterName(choice.Key), alpha);
            _alphas.Add(choice.Key, alpha);
        }
        if (_alphas.Count > 0)
            return;
        Dispose();
        throw new SearchSpaceException($"The model '{model.GetName()}' has no layer choice; DARTS learns weights of candidates, and input choices only through the layer choices they take from.");
    }

    /// <summary>The vector of each layer choice by key, [N + 1], in network order; the last entry is "none".</summary>
    public IReadOnlyDictionary<string, Parameter> Alphas => _alphas;

    /// <summary>Whether gradients reach the alphas; without, a step that trains weights only is cheaper. True at first.</summary>
    public bool Learning { get; set; } = true;

    /// <summary>The weights of a choice's candidates, softmax(alpha) without "none".</summary>
    /// <exception cref="SearchSpaceException">There is no layer choice of that key.</exception>
    public double[] Weights(string key)
    {
        if (!_alphas.TryGetValue(key, out var alpha))
            throw new SearchSpaceException($"There is no layer choice '{key}'; there are {string.Join(", ", _alphas.Keys.Take(8))}.");
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return torch.softmax(alpha.to(torch.CPU, torch.ScalarType.Float64), 0).to_array<double>()[..^1];
    }

    /// <summary>The architecture that the alphas stand for, derived as in the paper (section 2.4).</summary>
    public override Architecture Export() => DartsDerivation.Derive(Space, Weights);

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select(Decide)];

    private Execution Decide(Choice choice)
    {
        var count = choice.Candidates.Count;
        if (choice.Kind == ChoiceKind.InputChoice)
            return Execution.All(count);
        var alpha = _alphas[choice.Key];
        return Execution.Mix(torch.softmax(Learning ? alpha : alpha.detach(), 0).narrow(0, 0, count));
    }
}

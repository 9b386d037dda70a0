using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;

namespace NasSharp.OneShot.Smash;

/// <summary>
/// Puts generated weights in the place of a model's parameters and leads their gradients back to the hypernetwork. The model computes with its own parameters, which
/// hold the generated numbers; by the chain rule the hypernetwork's gradient is that of the parameters, led backwards through the generation. Nothing in the model
/// has to know of it.
/// </summary>
internal sealed class WeightGeneration : IDisposable
{
    private readonly ArchitectureEncoding _encoding;
    private readonly Parameter[] _parameters;
    private IReadOnlyList<torch.Tensor> _generated = [];

    /// <summary>Makes the hypernetwork of a model.</summary>
    /// <param name="model">The model, on its device already.</param>
    /// <param name="space">Its space.</param>
    /// <param name="weights">What to generate; null: what the model says, and if it says nothing, the weights of all convolutions and linear layers.</param>
    /// <param name="options">The size of the hypernetwork.</param>
    /// <param name="seed">Decides its first parameters.</param>
    /// <exception cref="SearchSpaceException">There is nothing to generate, a name is unknown, or the hypernetwork would be too large.</exception>
    public WeightGeneration(torch.nn.Module model, SearchSpace space, IReadOnlyList<GeneratedWeight>? weights, SmashOptions options, long seed)
    {
        Weights = weights ?? (model as IGeneratedWeights)?.GeneratedWeights ?? AllOf(model, space);
        if (Weights.Count == 0)
            throw new SearchSpaceException($"{model.GetName()} has no convolution and no linear layer whose weight could be generated; name the weights, or implement {nameof(IGeneratedWeights)}.");
        var known = model.named_parameters().ToDictionary(p => p.name, p => p.parameter, StringComparer.Ordinal);
        _parameters = [.. Weights.Select(w => Find(known, w.Parameter))];
        if (Weights.GroupBy(w => w.Parameter).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new SearchSpaceException($"The weight '{twice.Key}' is to be generated twice; name it once.");
        _encoding = new ArchitectureEncoding(space, Weights);
        var shapes = _parameters.Select(p => p.shape).ToList();
        var size = HyperNetwork.Size(_encoding.Width, shapes, options.HyperLayers, options.HyperGrowth);
        if (size > options.MaxHyperParameters)
            throw new SearchSpaceException(FormattableString.Invariant($"The hypernetwork for {_parameters.Sum(p => p.numel())} generated numbers would have {size} parameters, more than {nameof(SmashOptions.MaxHyperParameters)} = {options.MaxHyperParameters}; generate fewer weights, make the model or the hypernetwork smaller, or raise the limit."));
        Network = new HyperNetwork(_encoding.Width, shapes, options.HyperLayers, options.HyperGrowth, seed);
        Network.to(_parameters[0].device);
    }

    /// <summary>What is generated.</summary>
    public IReadOnlyList<GeneratedWeight> Weights { get; }

    /// <summary>Generates the weights.</summary>
    public HyperNetwork Network { get; }

    /// <summary>Whether a parameter of the model is generated.</summary>
    public bool Generates(Parameter parameter) => _parameters.Contains(parameter, ReferenceEqualityComparer.Instance);

    /// <summary>Gives the model the weights of an architecture; no gradient is recorded.</summary>
    public void Put(Architecture architecture)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Copy(Generate(architecture));
    }

    /// <summary>As <see cref="Put"/>, and remembers how the weights came about until <see cref="LeadBack"/>, in the current dispose scope.</summary>
    public void PutForTraining(Architecture architecture)
    {
        foreach (var parameter in _parameters)
            parameter.grad = null;
        _generated = Generate(architecture);
        using var recording = torch.no_grad();
        Copy(_generated);
    }

    /// <summary>Adds to the hypernetwork's gradients what follows from those of the model's parameters. Weights that the architecture does not use have none.</summary>
    public void LeadBack()
    {
        using var scope = torch.NewDisposeScope();
        var used = _parameters.Zip(_generated).Select(p => (p.Second, Gradient: p.First.grad)).Where(p => p.Gradient is not null).ToList();
        _generated = [];
        if (used.Count > 0)
            torch.autograd.backward([.. used.Select(u => u.Second)], [.. used.Select(u => u.Gradient!)]);
    }

    public void Dispose() => Network.Dispose();

    private IReadOnlyList<torch.Tensor> Generate(Architecture architecture) => Network.call(_encoding.Encode(architecture).to(_parameters[0].device));

    private void Copy(IReadOnlyList<torch.Tensor> generated)
    {
        for (var i = 0; i < _parameters.Length; i++)
            _parameters[i].copy_(generated[i]);
    }

    private static List<GeneratedWeight> AllOf(torch.nn.Module model, SearchSpace space)
    {
        string[] keys = [.. space.Keys];
        return [.. model.named_modules().Where(m => m.module is Conv1d or Conv2d or Conv3d or Linear)
            .Select(m => new GeneratedWeight(m.name.Length == 0 ? "weight" : m.name + ".weight", keys))];
    }

    private static Parameter Find(Dictionary<string, Parameter> known, string name)
    {
        if (!known.TryGetValue(name, out var parameter))
            throw new SearchSpaceException($"The model has no parameter '{name}' to generate; a name is one of named_parameters(), such as '{known.Keys.FirstOrDefault()}'.");
        return parameter.ndim >= 2 ? parameter
            : throw new SearchSpaceException($"The parameter '{name}' has {parameter.ndim} dimensions; weights with filters to generate have at least 2.");
    }
}

using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Spaces.Running;
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
    private readonly Dictionary<string, bool[]> _open = new(StringComparer.Ordinal);
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
        return MeanWeights(Space[key], Masked(key, alpha).to(torch.CPU, torch.ScalarType.Float64)).to_array<double>();
    }

    /// <summary>
    /// Dropout on the outputs of identities while the model trains, 0 to below 1; 0 at first. Chen et al. 2019 (P-DARTS) use it against their head start.
    /// </summary>
    internal double SkipDropout { get; set; }

    /// <summary>
    /// The weight of an identity that stands beside every layer choice whose output has the shape of its input, 0 or more; 0 at first. It is no part of what is derived.
    /// Chu et al. 2021 (DARTS-) take with it from the candidate skip what it earns by helping gradients flow.
    /// </summary>
    internal double AuxiliarySkip { get; set; }

    /// <summary>Whether <see cref="FixMeans"/> can be afforded: false for methods whose promise is the memory of one path.</summary>
    internal virtual bool MixesAll => true;

    /// <summary>Runs the relaxation without noise and without dropout on identities until the next reset; gradients reach the alphas when they learn.</summary>
    internal virtual void FixMeans(bool learning)
    {
        var dropout = SkipDropout;
        (Learning, SkipDropout) = (learning, 0);
        Reset();
        SkipDropout = dropout;
    }

    /// <summary>What of a choice is still in the race: entries of its vector, "none" last where the method has it, or sources; all at first.</summary>
    internal IReadOnlyList<bool> Open(string key) => _open.TryGetValue(key, out var open) ? open : [.. Enumerable.Repeat(true, Entries(key))];

    /// <summary>Takes entries of a choice out of the race: their weight is 0, they are not computed and cannot be derived.</summary>
    internal void Restrict(string key, IReadOnlyList<bool> open)
    {
        if (open.Count != Entries(key) || !open.Take(Space[key].Candidates.Count).Any(o => o))
            throw new ArgumentException($"The mask of '{key}' has {open.Count} entries for {Entries(key)}, or leaves no candidate.", nameof(open));
        _open[key] = [.. open];
    }

    /// <summary>softmax(alpha) of a layer choice, "none" included; 0 for what is out of the race.</summary>
    internal double[] Shares(string key)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return torch.softmax(Masked(key, _alphas[key]).to(torch.CPU, torch.ScalarType.Float64), 0).to_array<double>();
    }

    /// <summary>The architecture that the alphas stand for, derived as in section 2.4 of the DARTS paper; within the limit of the hardware objective if there is one.</summary>
    public override Architecture Export() => Hardware is { Limit: not null } limited
        ? LimitedDerivation.Derive(limited, Weights, InputWeights)
        : ArchitectureDerivation.Derive(Space, Weights, InputWeights, key => _open.GetValueOrDefault(key));

    /// <summary>What an exported architecture must not cost more than; null: anything goes.</summary>
    internal HardwareObjective? Hardware { get; set; }

    /// <summary>The weights with which a choice's candidates cost, [N]: their probabilities, unless a method says otherwise; null when it has none.</summary>
    internal virtual torch.Tensor? CostWeights(Choice choice) => Probabilities(choice);

    /// <summary>The probabilities of a choice's candidates, [N]; "none", which is never derived, does not count. Null when the choice has no vector.</summary>
    internal torch.Tensor? Probabilities(Choice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (Vector(choice) is not { } alpha)
            return null;
        return choice.Kind == ChoiceKind.LayerChoice ? torch.softmax(alpha.narrow(0, 0, choice.Candidates.Count), 0) : MeanWeights(choice, alpha);
    }

    /// <summary>Decides, until the next reset, what an evaluation of the supernet runs.</summary>
    internal virtual void FixForEvaluation()
    {
        Learning = false;
        Reset();
    }

    /// <summary>The vector as a decision uses it: without a way for gradients unless the alphas learn; null when the choice has none.</summary>
    private protected torch.Tensor? Vector(Choice choice) =>
        _alphas.TryGetValue(choice.Key, out var alpha) ? Masked(choice.Key, Learning ? alpha : alpha.detach()) : null;

    /// <summary>The relaxation without noise: every candidate and every source with its mean weight; sources without a vector unweighted.</summary>
    private protected Execution MeanExecution(Choice choice) =>
        Vector(choice) is { } alpha ? Mixed(choice, MeanWeights(choice, alpha)) : Execution.Select(Open(choice.Key));

    /// <summary>A weighted mix of what is in the race, with the present treatment of identities.</summary>
    private protected Execution Mixed(Choice choice, torch.Tensor weights)
    {
        bool[]? running = _open.TryGetValue(choice.Key, out var open) ? open[..choice.Candidates.Count] : null;
        if ((SkipDropout == 0 && AuxiliarySkip == 0) || choice.Kind != ChoiceKind.LayerChoice)
            return Execution.Mix(weights, running);
        var skips = SkipCandidates.Identities(MutablesOf(choice.Key));
        return AuxiliarySkip > 0 || skips.Contains(true)
            ? new SkipAwareMix(weights, running ?? [.. Enumerable.Repeat(true, skips.Length)], skips, Model) { Dropout = SkipDropout, Auxiliary = AuxiliarySkip }
            : Execution.Mix(weights, running);
    }

    private int Entries(string key) => _alphas.TryGetValue(key, out var alpha) ? (int)alpha.size(0) : Space[key].Candidates.Count;

    // An entry out of the race has no share and no gradient.
    private torch.Tensor Masked(string key, torch.Tensor alpha) => _open.TryGetValue(key, out var open) && open.Contains(false)
        ? alpha + torch.tensor(Array.ConvertAll(open, o => o ? 0f : float.NegativeInfinity), alpha.dtype, alpha.device)
        : alpha;

    private torch.Tensor MeanWeights(Choice choice, torch.Tensor alpha)
    {
        if (choice.Kind == ChoiceKind.InputChoice)
            return choice.ChosenCount is null ? torch.sigmoid(alpha) : torch.softmax(alpha, 0);
        var weights = torch.softmax(alpha, 0);
        return _withNone ? weights.narrow(0, 0, choice.Candidates.Count) : weights;
    }

    /// <summary>The alphas' values by key. All are read at once: on a GPU each read waits for everything before it.</summary>
    private protected Dictionary<string, ReadOnlyMemory<double>> ReadAlphas()
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var values = torch.cat([.. _alphas.Values]).to(torch.CPU, torch.ScalarType.Float64).to_array<double>();
        var (read, start) = (new Dictionary<string, ReadOnlyMemory<double>>(StringComparer.Ordinal), 0);
        foreach (var (key, alpha) in _alphas)
        {
            read.Add(key, values.AsMemory(start, (int)alpha.size(0)));
            start += (int)alpha.size(0);
        }
        return read;
    }

    private double[]? InputWeights(string key) => _alphas.ContainsKey(key) ? Weights(key) : null;

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

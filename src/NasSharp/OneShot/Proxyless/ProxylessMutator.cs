using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.Proxyless;

/// <summary>
/// ProxylessNAS's binary gates: every reset draws one candidate of each layer choice with the probabilities p = softmax(alpha), and only its output counts. When the alphas learn, the
/// gates g have the gradients dL/d alpha_i = sum_j dL/dg_j p_j (delta_ij - p_i) (section 3.2.1), over all candidates or over two that were drawn. Optional inputs have gates with
/// sigmoids instead. An evaluation runs the derived path.
/// </summary>
public sealed class ProxylessMutator : DifferentiableMutator
{
    private readonly RandomStream _paths;
    private readonly ProxylessGradient _gradient;
    private readonly Dictionary<string, int[]> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool[]> _drawn = new(StringComparer.Ordinal);
    private torch.Tensor? _logProbability;

    /// <summary>Takes hold of a model's choices.</summary>
    /// <param name="model">The supernet.</param>
    /// <param name="random">Draws the first alphas.</param>
    /// <param name="paths">Draws the paths.</param>
    /// <param name="gradient">What a reset prepares when the alphas learn.</param>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    public ProxylessMutator(torch.nn.Module model, RandomStream random, RandomStream paths, ProxylessGradient gradient = ProxylessGradient.TwoPaths)
        : base(model, random)
    {
        ArgumentNullException.ThrowIfNull(paths);
        (_paths, _gradient) = (paths, gradient);
    }

    /// <summary>Logarithm of the probability of what the last reset drew, one number that gradients of the alphas flow from; null unless REINFORCE learns.</summary>
    public torch.Tensor? LogProbability
    {
        get
        {
            _ = Current;
            return _logProbability;
        }
    }

    internal override bool MixesAll => false;

    internal override void FixForEvaluation()
    {
        Learning = false;
        Fix(Export());
    }

    /// <summary>Two paths: what is expected of the pair, as if the other candidates did not exist. REINFORCE: what the drawn network costs.</summary>
    internal override torch.Tensor? CostWeights(Choice choice)
    {
        if (!Alphas.TryGetValue(choice.Key, out var alpha))
            return null;
        if (_gradient == ProxylessGradient.Reinforce && _drawn.TryGetValue(choice.Key, out var drawn))
            return Hard(drawn, alpha);
        return _pairs.TryGetValue(choice.Key, out var pair) ? PairProbabilities(alpha, pair) : base.CostWeights(choice);
    }

    /// <summary>The alphas' values, for <see cref="KeepOthers"/>.</summary>
    internal IReadOnlyDictionary<string, torch.Tensor> CopyAlphas() => Alphas.ToDictionary(a => a.Key, a => a.Value.detach().clone(), StringComparer.Ordinal);

    /// <summary>
    /// After a step on two paths: puts the alphas of the others back, and shifts the two so that their joint probability is what it was (section 3.2.1).
    /// </summary>
    internal void KeepOthers(IReadOnlyDictionary<string, torch.Tensor> before)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (key, pair) in _pairs)
        {
            var index = Index(pair, Alphas[key]);
            var moved = Alphas[key].index_select(0, index);
            var old = before[key].index_select(0, index);
            Alphas[key].copy_(before[key].index_copy(0, index, moved - moved.logsumexp(0) + old.logsumexp(0)));
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide()
    {
        _pairs.Clear();
        _drawn.Clear();
        var learns = Learning && _gradient == ProxylessGradient.Reinforce;
        _logProbability = learns ? torch.zeros([], device: Alphas.Values.First().device) : null;
        var values = ReadAlphas();
        return [.. Space.Choices.Select(c => values.TryGetValue(c.Key, out var alpha) ? Decide(c, alpha.Span) : Execution.All(c.Candidates.Count))];
    }

    private Execution Decide(Choice choice, ReadOnlySpan<double> values)
    {
        if (!Learning || _gradient == ProxylessGradient.Reinforce)
            return Execution.Select(DrawMask(choice, values));
        var alpha = Alphas[choice.Key];
        if (choice.Kind == ChoiceKind.InputChoice)
            // Sources are there anyway: those that are not taken tell their gates something too.
            return Execution.Mix(Gates(DrawMask(choice, values), choice.ChosenCount is null ? torch.sigmoid(alpha) : torch.softmax(alpha, 0)));
        if (_gradient == ProxylessGradient.TwoPaths && values.Length > 2)
            return DecideBetweenTwo(choice.Key, alpha, values);
        var drawn = DrawMask(choice, values);
        return new BinaryGates(Array.IndexOf(drawn, true), [.. drawn.Select(_ => true)], Gates(drawn, torch.softmax(alpha, 0)));
    }

    private BinaryGates DecideBetweenTwo(string key, torch.Tensor alpha, ReadOnlySpan<double> values)
    {
        var pair = PathDraw.Draw(PathDraw.Probabilities(values), 2, _paths);
        _pairs.Add(key, pair);
        var active = pair[PathDraw.Draw(PathDraw.Probabilities([values[pair[0]], values[pair[1]]]), 1, _paths)[0]];
        bool[] drawn = [.. Enumerable.Range(0, values.Length).Select(i => i == active)];
        return new BinaryGates(active, [.. drawn.Select((_, i) => pair.Contains(i))], Gates(drawn, PairProbabilities(alpha, pair)));
    }

    private bool[] DrawMask(Choice choice, ReadOnlySpan<double> values)
    {
        var mask = new bool[values.Length];
        if (choice is { Kind: ChoiceKind.InputChoice, ChosenCount: null })
        {
            for (var i = 0; i < mask.Length; i++)
                mask[i] = _paths.NextDouble() < 1 / (1 + Math.Exp(-values[i]));
            Add(choice.Key, alpha => torch.nn.functional.logsigmoid(alpha * (Hard(mask, alpha) * 2 - 1)).sum());
        }
        else
        {
            var drawn = PathDraw.Draw(PathDraw.Probabilities(values), choice.ChosenCount ?? 1, _paths);
            foreach (var i in drawn)
                mask[i] = true;
            Add(choice.Key, alpha => Ordered(alpha, drawn));
        }
        _drawn[choice.Key] = mask;
        return mask;
    }

    private void Add(string key, Func<torch.Tensor, torch.Tensor> logProbability)
    {
        if (_logProbability is not null)
            _logProbability = _logProbability + logProbability(Alphas[key]);
    }

    // One draw after the other among those that are left.
    private static torch.Tensor Ordered(torch.Tensor alpha, int[] drawn)
    {
        var sum = torch.log_softmax(alpha, 0).select(0, drawn[0]);
        for (var n = 1; n < drawn.Length; n++)
        {
            var left = Enumerable.Range(0, (int)alpha.size(0)).Except(drawn.Take(n)).ToArray();
            sum = sum + alpha.select(0, drawn[n]) - alpha.index_select(0, Index(left, alpha)).logsumexp(0);
        }
        return sum;
    }

    private static torch.Tensor PairProbabilities(torch.Tensor alpha, int[] pair)
    {
        var index = Index(pair, alpha);
        return torch.zeros_like(alpha).index_add(0, index, torch.softmax(alpha.index_select(0, index), 0), 1);
    }

    // Value 0 or 1, gradient that of the probability.
    private static torch.Tensor Gates(bool[] drawn, torch.Tensor probabilities) => Hard(drawn, probabilities) + (probabilities - probabilities.detach());

    private static torch.Tensor Hard(bool[] drawn, torch.Tensor like) => torch.tensor(Array.ConvertAll(drawn, d => d ? 1f : 0), like.dtype, like.device);

    private static torch.Tensor Index(int[] indices, torch.Tensor like) => torch.tensor(Array.ConvertAll(indices, i => (long)i), device: like.device);
}

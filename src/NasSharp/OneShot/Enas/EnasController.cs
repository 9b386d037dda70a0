using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot.Enas;

/// <summary>
/// The LSTM that proposes architectures (Pham et al. 2018, section 2.2): it decides choice after choice, and each decision is the input of the next step.
/// Layer choices are drawn from a softmax over their candidates; inputs by attention between the state and an anchor of each source. It lives on the
/// CPU, whatever the supernet's device: it is small, and every decision has to be read.
/// </summary>
public sealed class EnasController : torch.nn.Module
{
    private readonly ControllerPlan _plan;
    private readonly LSTMCell[] _cells;
    private readonly Parameter _start;
    private readonly Linear? _anchorAttention;
    private readonly Linear? _queryAttention;
    private readonly Linear? _attention;
    private readonly (Linear Classifier, Embedding Embedding)?[] _tables;
    private readonly Parameter?[] _inputs;
    private readonly torch.Tensor?[] _bias;

    /// <summary>Makes a controller for a space.</summary>
    /// <param name="space">The choices to decide.</param>
    /// <param name="options">Its size and distribution; null: the paper's.</param>
    /// <param name="random">Draws the initial parameters.</param>
    /// <param name="bias">Constants added to the logits of layer choices, by key, one for each candidate; null: none.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a bias does not fit its choice.</exception>
    public EnasController(SearchSpace space, EnasControllerOptions? options, RandomStream random, IReadOnlyDictionary<string, double[]>? bias = null)
        : base(nameof(EnasController))
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(random);
        Options = options ?? new EnasControllerOptions();
        Options.Validate();
        Space = space;
        _plan = new ControllerPlan(space, Options.StepAfterScope);
        var size = Options.HiddenSize;
        _cells = [.. Enumerable.Range(0, Options.Layers).Select(_ => torch.nn.LSTMCell(size, size, bias: false))];
        foreach (var (index, cell) in _cells.Index())
            register_module($"lstm_{index}", cell);
        _start = new Parameter(torch.zeros(1, size));
        register_parameter("start", _start);
        if (space.Choices.Any(c => c.Kind == ChoiceKind.InputChoice))
        {
            register_module("anchor_attention", _anchorAttention = torch.nn.Linear(size, size, hasBias: false));
            register_module("query_attention", _queryAttention = torch.nn.Linear(size, size, hasBias: false));
            register_module("attention", _attention = torch.nn.Linear(size, 1, hasBias: false));
        }
        _tables = MakeTables();
        _inputs = new Parameter?[space.Choices.Count];
        foreach (var decision in _plan.Stops.OfType<ControllerPlan.Decision>())
            if (space.Choices[decision.Choice].ChosenCount != 0 && decision.Anchored.Count(a => !a) is > 0 and var rows)
                register_parameter($"inputs_{decision.Choice}", _inputs[decision.Choice] = new Parameter(torch.zeros(rows, size)));
        _bias = [.. space.Choices.Select(c => bias?.GetValueOrDefault(c.Key) is { } values ? Bias(c, values) : null)];
        Initialize(random);
    }

    /// <summary>The space whose choices are decided.</summary>
    public SearchSpace Space { get; }

    /// <summary>Size and distribution.</summary>
    public EnasControllerOptions Options { get; }

    /// <summary>Draws an architecture. Choices under candidates that are not taken are not decided.</summary>
    public EnasSample Sample(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new ControllerWalk(this, probabilities => Draw(probabilities, random.NextDouble())).Run();
    }

    /// <summary>Looks at given actions again, as <see cref="EnasSample.Actions"/> has them: their probability under the present parameters.</summary>
    /// <exception cref="ArgumentException">There are too many or too few actions, or one does not exist or has probability 0.</exception>
    public EnasSample Score(IReadOnlyList<int> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var position = 0;
        var sample = new ControllerWalk(this, probabilities =>
        {
            if (position >= actions.Count)
                throw new ArgumentException($"There are {actions.Count} actions, and more are needed.", nameof(actions));
            var action = actions[position++];
            return action >= 0 && action < probabilities.Count && probabilities[action] > 0 ? action
                : throw new ArgumentException($"Action {position - 1} is {action}, which cannot be drawn there; there are {probabilities.Count} possibilities.", nameof(actions));
        }).Run();
        return position == actions.Count ? sample : throw new ArgumentException($"There are {actions.Count} actions, but only {position} are needed.", nameof(actions));
    }

    /// <summary>Takes the most probable action at each step; of equals, the first.</summary>
    public EnasSample Greedy() => new ControllerWalk(this, probabilities => probabilities.Index().MaxBy(p => p.Item).Index).Run();

    /// <summary>Where to stop on the way.</summary>
    internal ControllerPlan Plan => _plan;

    /// <summary>The stacked LSTM cells.</summary>
    internal IReadOnlyList<LSTMCell> Cells => _cells;

    /// <summary>What enters the first step, [1, hidden].</summary>
    internal torch.Tensor Start => _start;

    /// <summary>Projects anchors for the attention, [n, hidden].</summary>
    internal torch.Tensor Project(torch.Tensor anchors) => _anchorAttention!.call(anchors);

    /// <summary>The learned anchors of a choice's sources that have no other, [rows, hidden].</summary>
    internal torch.Tensor Inputs(int choice) => _inputs[choice]!;

    /// <summary>Logits of a layer choice's candidates, [n], of the LSTM's state, [1, hidden].</summary>
    internal torch.Tensor CandidateLogits(int choice, torch.Tensor state)
    {
        var logits = Bounded(_tables[choice]!.Value.Classifier.call(state).view(-1), Options.TanhConstant / Options.OperationTanhReduction);
        return _bias[choice] is { } bias ? logits + bias : logits;
    }

    /// <summary>The next input after a candidate was taken, [1, hidden].</summary>
    internal torch.Tensor Embed(int choice, int candidate) => _tables[choice]!.Value.Embedding.weight.narrow(0, candidate, 1);

    /// <summary>Logits of sources, [n], of their projected anchors, [n, hidden], and the LSTM's state.</summary>
    internal torch.Tensor SourceLogits(torch.Tensor projected, torch.Tensor state)
        => Bounded(_attention!.call((projected + _queryAttention!.call(state)).tanh()).view(-1), Options.TanhConstant);

    private torch.Tensor Bounded(torch.Tensor logits, double tanh)
    {
        var cooled = Options.Temperature == 1 ? logits : logits / Options.Temperature;
        return tanh == 0 ? cooled : cooled.tanh() * tanh;
    }

    private (Linear, Embedding)?[] MakeTables()
    {
        var known = new Dictionary<string, (Linear, Embedding)>(StringComparer.Ordinal);
        return [.. Space.Choices.Select(choice => choice.Kind == ChoiceKind.LayerChoice ? Table(choice) : null)];

        (Linear, Embedding)? Table(Choice choice)
        {
            // No name of a candidate contains a dot.
            var name = Options.ShareClassifiers ? string.Join('.', choice.Candidates) : choice.Key;
            if (!known.TryGetValue(name, out var table))
            {
                table = (torch.nn.Linear(Options.HiddenSize, choice.Candidates.Count, hasBias: false), torch.nn.Embedding(choice.Candidates.Count, Options.HiddenSize));
                register_module($"classifier_{known.Count}", table.Item1);
                register_module($"embedding_{known.Count}", table.Item2);
                known.Add(name, table);
            }
            return table;
        }
    }

    private static torch.Tensor Bias(Choice choice, double[] values) => values.Length == choice.Candidates.Count && choice.Kind == ChoiceKind.LayerChoice
        ? torch.tensor(Array.ConvertAll(values, v => (float)v)).DetachFromDisposeScope()
        : throw new ArgumentException($"The bias of '{choice.Key}' has {values.Length} numbers; it needs a layer choice and one for each of {choice.Candidates.Count} candidates.");

    private void Initialize(RandomStream random)
    {
        using var recording = torch.no_grad();
        foreach (var parameter in parameters())
        {
            var values = new float[parameter.numel()];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)((2 * random.NextDouble() - 1) * Options.InitialRange);
            using var scope = torch.NewDisposeScope();
            parameter.copy_(torch.tensor(values).view(parameter.shape));
        }
    }

    private static int Draw(IReadOnlyList<double> probabilities, double uniform)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Count; i++)
        {
            sum += probabilities[i];
            if (uniform < sum)
                return i;
        }
        // Rounding may leave the sum a little below 1.
        return probabilities.Count - 1;
    }

    /// <summary>Frees the parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var bias in _bias)
                bias?.Dispose();
        base.Dispose(disposing);
    }
}

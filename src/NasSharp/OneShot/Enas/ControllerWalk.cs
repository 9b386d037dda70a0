using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.OneShot.Enas;

/// <summary>One way of the controller through its space.</summary>
/// <param name="controller">Holds the parameters.</param>
/// <param name="pick">Takes one of several actions, given their probabilities.</param>
internal sealed class ControllerWalk(EnasController controller, Func<IReadOnlyList<double>, int> pick)
{
    private readonly SearchSpace _space = controller.Space;
    private readonly Decision?[] _decisions = new Decision?[controller.Space.Choices.Count];
    private readonly (torch.Tensor State, torch.Tensor Memory)?[] _lstm = new (torch.Tensor, torch.Tensor)?[controller.Cells.Count];
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);
    private readonly List<int> _actions = [];
    private readonly List<torch.Tensor> _logProbabilities = [];
    private readonly List<torch.Tensor> _divergences = [];
    private torch.Tensor _input = controller.Start;

    /// <summary>Walks to the end.</summary>
    public EnasSample Run()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var stop in controller.Plan.Stops)
        {
            if (stop is ControllerPlan.Mark mark)
                Keep(mark);
            else if (stop is ControllerPlan.Decision decision && _space.IsActive(decision.Choice, _decisions))
                _decisions[decision.Choice] = Decide(decision, _space.Choices[decision.Choice]);
        }
        return new EnasSample(Architecture.Of(_space, _decisions), _actions,
            Total(_logProbabilities).MoveToOuterDisposeScope(), (Total(_divergences) / Math.Max(1, _divergences.Count)).MoveToOuterDisposeScope());
    }

    private torch.Tensor Top => _lstm[^1]?.State ?? torch.zeros_like(controller.Start);

    private Decision Decide(ControllerPlan.Decision stop, Choice choice) => choice switch
    {
        { Kind: ChoiceKind.LayerChoice } => TakeCandidate(stop.Choice),
        { ChosenCount: 0 } => Decision.None,
        { ChosenCount: { } count } => TakeSources(Sources(stop, choice), count),
        _ => TakeAnySources(Sources(stop, choice)),
    };

    private Decision TakeCandidate(int choice)
    {
        var taken = Take(controller.CandidateLogits(choice, Step()));
        _input = controller.Embed(choice, taken);
        return Decision.One(taken);
    }

    // One after the other, without replacement; what must be taken anyway is not drawn.
    private Decision TakeSources(List<Anchor> sources, int count)
    {
        var open = Enumerable.Range(0, sources.Count).ToList();
        var taken = new List<int>();
        while (taken.Count < count)
        {
            var state = Step();
            if (open.Count == count - taken.Count)
            {
                taken.AddRange(open);
                _input = Sum(open, sources) / open.Count;
                break;
            }
            var action = Take(controller.SourceLogits(torch.cat([.. open.Select(s => sources[s].Projected)], 0), state), open);
            taken.Add(action);
            open.Remove(action);
            _input = sources[action].State;
        }
        return Decision.Many(taken);
    }

    // Each source for itself, with probability sigmoid(q); the same probability is compared with the target.
    private Decision TakeAnySources(List<Anchor> sources)
    {
        var queries = controller.SourceLogits(torch.cat([.. sources.Select(s => s.Projected)], 0), Step());
        var taken = new List<int>();
        var signs = new float[sources.Count];
        foreach (var (source, query) in Numbers(queries).Index())
        {
            var probability = 1 / (1 + Math.Exp(-query));
            var action = pick([1 - probability, probability]);
            _actions.Add(action);
            signs[source] = 2 * action - 1;
            if (action == 1)
                taken.Add(source);
        }
        _logProbabilities.Add(torch.nn.functional.logsigmoid(queries * torch.tensor(signs)).sum());
        _divergences.Add(SkipPrior.Divergence(queries, controller.Options.SkipTarget));
        _input = taken.Count == 0 ? torch.zeros_like(controller.Start) : Sum(taken, sources) / (1 + taken.Count);
        return Decision.Many(taken);
    }

    private static torch.Tensor Sum(List<int> taken, List<Anchor> sources) => torch.cat([.. taken.Select(s => sources[s].State)], 0).sum(0, keepdim: true);

    private int Take(torch.Tensor logits, List<int>? names = null)
    {
        var logProbabilities = logits.log_softmax(0);
        var taken = PickOf(logProbabilities, names);
        _logProbabilities.Add(logProbabilities.select(0, taken));
        return names?[taken] ?? taken;
    }

    private int PickOf(torch.Tensor logProbabilities, List<int>? names)
    {
        var probabilities = Array.ConvertAll(Numbers(logProbabilities), Math.Exp);
        if (names is null)
        {
            var taken = pick(probabilities);
            _actions.Add(taken);
            return taken;
        }
        // Actions name sources, whatever was taken before: what is gone has probability 0.
        var all = new double[names.Max() + 1];
        foreach (var (position, name) in names.Index())
            all[name] = probabilities[position];
        var source = pick(all);
        _actions.Add(source);
        return names.IndexOf(source);
    }

    private torch.Tensor Step()
    {
        var input = _input;
        for (var layer = 0; layer < _lstm.Length; layer++)
        {
            _lstm[layer] = controller.Cells[layer].call(input, _lstm[layer]);
            input = _lstm[layer]!.Value.State;
        }
        return input;
    }

    private void Keep(ControllerPlan.Mark mark)
    {
        if (mark.Step)
        {
            Step();
            _input = controller.Start;
        }
        if (mark.Key is not null)
            _anchors[mark.Key] = new Anchor(Top, controller.Project(Top));
    }

    private List<Anchor> Sources(ControllerPlan.Decision stop, Choice choice)
    {
        var learned = stop.Anchored.Contains(false) ? controller.Inputs(stop.Choice) : null;
        var projected = learned is null ? null : controller.Project(learned);
        var next = 0;
        return [.. choice.Candidates.Zip(stop.Anchored, (source, anchored) =>
            anchored ? _anchors[source] : new Anchor(learned!.narrow(0, next, 1), projected!.narrow(0, next++, 1)))];
    }

    private static double[] Numbers(torch.Tensor tensor) => tensor.detach().to(torch.ScalarType.Float64).to_array<double>();

    private static torch.Tensor Total(List<torch.Tensor> terms) => terms.Count == 0 ? torch.zeros(1).sum() : torch.stack(terms).sum();

    private readonly record struct Anchor(torch.Tensor State, torch.Tensor Projected);
}

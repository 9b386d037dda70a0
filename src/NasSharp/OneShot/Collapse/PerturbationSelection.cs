using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.OneShot.Collapse;

/// <summary>
/// Selection by perturbation (Wang et al. 2021, DARTS-PT): layer choices in random order, then input choices, are decided one after the other. A layer choice keeps the candidate
/// whose removal raises the validation loss of the supernet most, an input choice as many such sources as it takes. Between decisions the weights are trained on.
/// </summary>
internal sealed class PerturbationSelection(CollapseSubject subject, int batches)
{
    private readonly List<string> _left = [];
    private readonly Dictionary<string, bool[]> _decided = new(StringComparer.Ordinal);

    /// <summary>Whether it has begun.</summary>
    public bool Runs { get; private set; }

    private DifferentiableMutator Mutator => subject.Training().Mutator;

    /// <summary>Begins; <paramref name="number"/> says which time, for the order.</summary>
    public void Begin(int number)
    {
        Runs = true;
        var layers = Mutator.Space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice && c.Candidates.Count > 1).Select(c => c.Key).ToArray();
        new RandomStream(subject.Seed, FormattableString.Invariant($"perturbation.{number}")).Shuffle(layers);
        _left.AddRange(layers);
        _left.AddRange(Mutator.Space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice && c.ChosenCount is { } count && count > 0 && count < c.Candidates.Count).Select(c => c.Key));
    }

    /// <summary>Decides as many choices as must be decided after this epoch, so that all are after the last.</summary>
    public void Decide(int epoch, int epochs)
    {
        var momentsLeft = epochs - epoch;
        var now = (_left.Count + momentsLeft - 1) / momentsLeft;
        if (now == 0)
            return;
        using var loader = subject.OpenValidation();
        foreach (var key in _left.Take(now))
            Set(key, Best(Mutator.Space[key], loader));
        _left.RemoveRange(0, now);
    }

    /// <summary>The state for a checkpoint.</summary>
    public JsonObject Save() => new()
    {
        ["runs"] = Runs,
        ["left"] = new JsonArray([.. _left.Select(k => JsonValue.Create(k))]),
        ["decided"] = new JsonObject(_decided.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)new JsonArray([.. d.Value.Select(v => JsonValue.Create(v))])))),
    };

    /// <summary>Goes on from a state.</summary>
    public void Load(JsonObject state)
    {
        Runs = state["runs"]!.GetValue<bool>();
        _left.Clear();
        _left.AddRange(state["left"]!.AsArray().Select(k => k!.GetValue<string>()));
        foreach (var (key, open) in state["decided"]!.AsObject())
            Set(key, [.. open!.AsArray().Select(v => v!.GetValue<bool>())]);
    }

    private void Set(string key, bool[] open)
    {
        _decided[key] = open;
        Mutator.Restrict(key, open);
    }

    private bool[] Best(Choice choice, EvaluationLoader loader)
    {
        var open = Mutator.Open(choice.Key);
        var candidates = Enumerable.Range(0, choice.Candidates.Count).Where(i => open[i]).ToList();
        var kept = choice.ChosenCount ?? 1;
        if (candidates.Count > kept)
        {
            var hurts = new Dictionary<int, double>();
            foreach (var removed in candidates)
            {
                Mutator.Restrict(choice.Key, [.. open.Select((o, i) => o && i != removed)]);
                hurts.Add(removed, subject.Probe.Relaxed(loader.Batches().Take(batches))["loss"]);
            }
            candidates = [.. candidates.OrderByDescending(i => hurts[i]).ThenBy(i => i).Take(kept)];
        }
        return [.. open.Select((_, i) => candidates.Contains(i))];
    }
}

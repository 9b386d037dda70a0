using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Torch;

namespace NasSharp.Hardware;

/// <summary>Counts what the candidates of a model cost, each without the choices inside it.</summary>
internal static class SupernetCosts
{
    public static CandidateCosts Parameters(torch.nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (space, mutables) = ModelScan.Of(model);
        var candidates = Candidates(mutables).ToDictionary(c => c.Path, c => (c.Key, c.Index, Total: (double)c.Module.parameters().Sum(p => p.numel())), StringComparer.Ordinal);
        return Table(space, "parameters", candidates, model.parameters().Sum(p => p.numel()));
    }

    public static CandidateCosts Flops(torch.nn.Module<torch.Tensor, torch.Tensor> model, long[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var all = new EveryCandidate(model);
        var profile = Profiler.Profile(model, inputShape);
        var found = profile.Root.WithDescendants().ToDictionary(l => l.Path, l => (double)l.Flops, StringComparer.Ordinal);
        var (space, mutables) = ModelScan.Of(model);
        var candidates = Candidates(mutables).ToDictionary(c => c.Path, c => (c.Key, c.Index, Total: found.GetValueOrDefault(c.Path)), StringComparer.Ordinal);
        return Table(space, "flops", candidates, profile.Flops);
    }

    private static IEnumerable<(string Path, string Key, int Index, torch.nn.Module Module)> Candidates(IReadOnlyList<MutableEntry> mutables)
    {
        foreach (var entry in mutables)
            if (entry.Mutable is ILayerChoice choice)
                foreach (var (index, module) in choice.Candidates.Index())
                    if (module is not null)
                        yield return ($"{entry.Path}.{choice.CandidateNames[index]}".TrimStart('.'), choice.Key, index, module);
    }

    // A candidate's own cost is its total without those of the candidates directly inside it.
    private static CandidateCosts Table(SearchSpace space, string name, Dictionary<string, (string Key, int Index, double Total)> candidates, double total)
    {
        var rows = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).ToDictionary(c => c.Key, c => new double[c.Candidates.Count], StringComparer.Ordinal);
        var constant = total;
        foreach (var (path, (key, index, cost)) in candidates)
        {
            rows[key][index] += cost;
            if (Enclosing(path, candidates) is var (outerKey, outerIndex))
                rows[outerKey][outerIndex] -= cost;
            else
                constant -= cost;
        }
        return new CandidateCosts(name, space, rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)r.Value, StringComparer.Ordinal), constant);
    }

    private static (string Key, int Index)? Enclosing(string path, Dictionary<string, (string Key, int Index, double Total)> candidates)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            if (candidates.TryGetValue(path[..dot], out var outer))
                return (outer.Key, outer.Index);
        return null;
    }

    /// <summary>Runs every candidate of every layer choice, and all sources, unless more of them would make another shape.</summary>
    private sealed class EveryCandidate(torch.nn.Module model) : Mutator(model)
    {
        public override Architecture Export() => Space.First();

        protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select(c =>
        {
            var count = MutablesOf(c.Key).Any(m => m.Reduction == Reduction.Concat) ? c.ChosenCount ?? c.Candidates.Count : c.Candidates.Count;
            return Execution.Select([.. Enumerable.Range(0, c.Candidates.Count).Select(i => i < count)]);
        })];
    }
}

using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Spaces.Exploration;
using NasSharp.Torch;

namespace NasSharp.Hardware;

/// <summary>Counts what the candidates of a model cost, each without the choices inside it.</summary>
internal static class SupernetCosts
{
    public static CandidateCosts Parameters(torch.nn.Module model)
    {
        var (space, mutables) = ModelScan.Of(model);
        var counted = new List<Counted>();
        foreach (var (entry, index, path, module) in Modules(mutables))
        {
            var own = (double)module.parameters().Sum(p => p.numel());
            counted.Add(new Counted(path, space.Choices[entry.Choice].Key, index, own, own));
        }
        foreach (var (entry, whole) in Wholes(mutables))
            for (var i = 0; i < whole.CandidateNames.Count; i++)
            {
                using var plain = whole.Plain(i);
                // Of all parameters, the superkernel's are there once, whichever candidate it becomes.
                var there = i == 0 ? ((torch.nn.Module)whole).parameters().Sum(p => p.numel()) : 0;
                counted.Add(new Counted(entry.Path, whole.Key, i, plain.parameters().Sum(p => p.numel()), there));
            }
        return Table(space, "parameters", counted, model.parameters().Sum(p => p.numel()));
    }

    public static CandidateCosts Flops(torch.nn.Module<torch.Tensor, torch.Tensor> model, long[] inputShape)
    {
        using var all = new CountedPaths(model);
        var (space, mutables) = ModelScan.Of(model);
        var wholes = Wholes(mutables).ToList();
        var (total, found) = Count(model, inputShape);
        var counted = Modules(mutables).Select(m => new Counted(m.Path, space.Choices[m.Entry.Choice].Key, m.Index, found.GetValueOrDefault(m.Path), found.GetValueOrDefault(m.Path))).ToList();
        for (var i = 0; i < wholes.Select(w => w.Whole.CandidateNames.Count).DefaultIfEmpty().Max(); i++)
        {
            all.Standing = i;
            var (_, now) = i == 0 ? (total, found) : Count(model, inputShape);
            foreach (var (entry, whole) in wholes.Where(w => i < w.Whole.CandidateNames.Count))
                counted.Add(new Counted(entry.Path, whole.Key, i, now.GetValueOrDefault(entry.Path), i == 0 ? now.GetValueOrDefault(entry.Path) : 0));
        }
        var table = Table(space, "flops", counted, total);
        // Where sources may go unused, what a decision costs is not one number.
        if (space.Choices.Any(c => c.Kind != ChoiceKind.LayerChoice))
            return table;
        all.Path = ArchitectureFilling.Fill(space, _ => null, c => Decision.One(c.Candidates.Count - 1));
        return Count(model, inputShape).Total == table.Of(all.Path)
            ? table
            : throw new CostException("The flops of the candidates do not add up: what one costs depends on another choice; give a limit a function of its own (ArchitectureLimit).");

        (double Total, Dictionary<string, double> ByPath) Count(torch.nn.Module<torch.Tensor, torch.Tensor> counting, long[] shape)
        {
            all.Reset();
            var profile = Profiler.Profile(counting, shape);
            return (profile.Flops, profile.Root.WithDescendants().ToDictionary(l => l.Path, l => (double)l.Flops, StringComparer.Ordinal));
        }
    }

    private static IEnumerable<(MutableEntry Entry, int Index, string Path, torch.nn.Module Module)> Modules(IReadOnlyList<MutableEntry> mutables)
    {
        foreach (var entry in mutables)
            if (entry.Mutable is ILayerChoice choice)
                foreach (var (index, module) in choice.Candidates.Index())
                    if (module is not null)
                        yield return (entry, index, $"{entry.Path}.{choice.CandidateNames[index]}".TrimStart('.'), module);
    }

    private static IEnumerable<(MutableEntry Entry, IReplacesItself Whole)> Wholes(IReadOnlyList<MutableEntry> mutables) =>
        mutables.Where(m => m.Mutable is IReplacesItself).Select(m => (m, (IReplacesItself)m.Mutable));

    // A candidate's own cost is its total without those of the candidates directly inside it.
    private static CandidateCosts Table(SearchSpace space, string name, IReadOnlyList<Counted> counted, double total)
    {
        var rows = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).ToDictionary(c => c.Key, c => new double[c.Candidates.Count], StringComparer.Ordinal);
        var modules = counted.GroupBy(c => c.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var constant = total;
        foreach (var (path, key, index, cost, there) in counted)
        {
            rows[key][index] += cost;
            if (Enclosing(path, modules) is { } outer)
                rows[outer.Key][outer.Index] -= there;
            else
                constant -= there;
        }
        return new CandidateCosts(name, space, rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)r.Value, StringComparer.Ordinal), constant);
    }

    private static Counted? Enclosing(string path, Dictionary<string, Counted> modules)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            if (modules.TryGetValue(path[..dot], out var outer))
                return outer;
        return null;
    }

    /// <summary>A candidate, what it costs, and how much of that the whole count has.</summary>
    private sealed record Counted(string Path, string Key, int Index, double Cost, double There);
}

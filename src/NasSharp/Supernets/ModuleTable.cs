using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using static NasSharp.Torch.torch;

namespace NasSharp.Supernets;

/// <summary>The modules of a supernet, parents first, and where its choices and their candidates are among them. A module that occurs twice is listed where it occurs first.</summary>
internal sealed class ModuleTable
{
    private readonly Dictionary<nn.Module, int> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly List<ModuleRow> _modules = [];

    public ModuleTable(nn.Module model, IReadOnlyList<MutableEntry> mutables)
    {
        var choices = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        foreach (var entry in mutables)
            choices[entry.Mutable] = entry.Choice;
        Add(model, "", -1, -1, new HashSet<Tensor>(ReferenceEqualityComparer.Instance), choices);
        for (var i = _modules.Count - 1; i > 0; i--)
            _modules[_modules[i].Parent].Parameters += _modules[i].Parameters;
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ModuleRow> Modules => _modules;

    /// <summary>The row of a module.</summary>
    public bool TryFind(nn.Module module, out int row) => _rows.TryGetValue(module, out row);

    /// <summary>The innermost of the running modules that belongs to the supernet; -1 when none does.</summary>
    public int Innermost(IReadOnlyList<nn.Module> running)
    {
        for (var i = running.Count - 1; i >= 0; i--)
        {
            if (_rows.TryGetValue(running[i], out var row))
                return row;
        }
        return -1;
    }

    /// <summary>Counts multiply-adds for a module and all around it.</summary>
    public void Count(int row, long flops)
    {
        for (var at = row; at >= 0; at = _modules[at].Parent)
            _modules[at].Flops += flops;
    }

    private void Add(nn.Module module, string path, int parent, int candidate, HashSet<Tensor> seen, Dictionary<object, int> choices)
    {
        var row = _modules.Count;
        _rows.Add(module, row);
        _modules.Add(new ModuleRow(path, module.GetType().Name.Split('`')[0], parent, module is IMutable ? choices.GetValueOrDefault(module, -1) : -1, candidate)
        {
            Parameters = module.parameters(recurse: false).Where(seen.Add).Sum(p => p.numel()),
        });
        foreach (var (name, child) in module.named_children())
        {
            if (!_rows.ContainsKey(child))
                Add(child, path.Length == 0 ? name : $"{path}.{name}", row, module is ILayerChoice choice ? choice.List.IndexOf(name) : -1, seen, choices);
        }
    }
}

/// <summary>A module of a supernet.</summary>
/// <param name="Path">Its dotted path; empty for the model.</param>
/// <param name="Type">Its class.</param>
/// <param name="Parent">The row of the module around it; -1 for the model.</param>
/// <param name="Choice">The position of its decision in the space when it is a choice; otherwise -1.</param>
/// <param name="Candidate">Which candidate of the choice around it the module is; -1 when it is none.</param>
internal sealed record ModuleRow(string Path, string Type, int Parent, int Choice, int Candidate)
{
    /// <summary>Weights of the module with all below it.</summary>
    public long Parameters { get; set; }

    /// <summary>Multiply-adds of the module with all below it, for one sample.</summary>
    public long Flops { get; set; }
}

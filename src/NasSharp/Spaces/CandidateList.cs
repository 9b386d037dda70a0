using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>The named candidates of a layer choice, kept in step with the choice's child modules.</summary>
internal sealed class CandidateList
{
    // NNI's layer choice has attributes of these names; a model that avoids them can be moved either way.
    private static readonly string[] Reserved = ["length", "reduction", "return_mask", "_key", "key", "names"];

    private readonly torch.nn.Module _owner;
    private readonly IMutable _choice;
    private readonly List<string> _names = [];
    private readonly List<torch.nn.Module?> _modules = [];

    public CandidateList(torch.nn.Module owner, IEnumerable<(string Name, torch.nn.Module Module)> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        _owner = owner;
        _choice = (IMutable)owner;
        foreach (var (name, module) in candidates)
        {
            Check(name);
            _names.Add(name);
            _modules.Add(module ?? throw new ArgumentException($"{What} has no module for candidate '{name}'.", nameof(candidates)));
            owner.register_module(name, module);
        }
        if (_names.Count == 0)
            throw new ArgumentException($"{What} has no candidates; it needs at least one.", nameof(candidates));
    }

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyList<torch.nn.Module?> Modules => _modules;

    private string What => _choice.Binding.GivenKey is { } key ? $"The layer choice '{key}'" : "A layer choice";

    /// <summary>Numbers as names, as NNI gives them to a list.</summary>
    public static IEnumerable<(string, torch.nn.Module)> Number(IEnumerable<torch.nn.Module> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates.Select((m, i) => (i.ToString(), m));
    }

    public int IndexOf(string name)
    {
        var index = _names.IndexOf(name);
        return index >= 0 ? index : throw new ArgumentException($"{What} has no candidate '{name}'; {NearestName.Hint(name, _names)}", nameof(name));
    }

    public torch.nn.Module Get(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _modules.Count);
        return _modules[index] ?? throw new InvalidOperationException($"{What} dropped candidate '{_names[index]}' when an architecture was applied.");
    }

    public void Replace(int index, torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        DemandFree();
        Get(index);
        Put(index, module);
    }

    public void Remove(int index, int count = 1)
    {
        DemandFree();
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index + count, _names.Count);
        if (count == _names.Count)
            throw new InvalidOperationException($"{What} would have no candidate left; keep at least one.");
        foreach (var name in _names.GetRange(index, count))
            _owner.Unregister(name);
        _names.RemoveRange(index, count);
        _modules.RemoveRange(index, count);
    }

    /// <summary>Puts a module in a candidate's place, whatever the choice is bound to.</summary>
    public void Put(int index, torch.nn.Module module)
    {
        _modules[index] = module;
        _owner.register_module(_names[index], module);
    }

    /// <summary>Forgets the candidates that a decision does not select; names and positions stay.</summary>
    public void KeepOnly(Decision decision)
    {
        for (var i = 0; i < _modules.Count; i++)
        {
            if (decision.Selects(i) || _modules[i] is null)
                continue;
            _owner.Unregister(_names[i]);
            _modules[i] = null;
        }
    }

    private void DemandFree()
    {
        if (_choice.Binding.IsBound)
            throw new InvalidOperationException($"{What} belongs to a mutator or to an applied architecture; change its candidates before that, or dispose the mutator first.");
    }

    private void Check(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('.'))
            throw new ArgumentException($"{What}: '{name}' cannot name a candidate: a name is not empty and contains no dot.");
        if (Reserved.Contains(name))
            throw new ArgumentException($"{What}: the candidate name '{name}' is reserved; reserved are {NearestName.Quote(Reserved)}.");
        if (_names.Contains(name))
            throw new ArgumentException($"{What} has two candidates named '{name}'.");
    }
}

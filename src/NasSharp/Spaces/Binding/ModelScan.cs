using NasSharp.Torch;

namespace NasSharp.Spaces.Binding;

/// <summary>Walks a model in definition order, parents first, and collects its mutables, scopes and the candidates that enclose them.</summary>
internal sealed class ModelScan
{
    private readonly List<Found> _found = [];
    private readonly Dictionary<IMutable, Found> _byMutable = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, (int Choice, Found First)> _byKey = new(StringComparer.Ordinal);
    private readonly List<ScopeRange> _scopes = [];
    private readonly HashSet<string> _scopeKeys = new(StringComparer.Ordinal);
    private readonly HashSet<torch.nn.Module> _done = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<torch.nn.Module> _open = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<CandidateReference> _enclosing = new();
    private int _choices;

    private ModelScan()
    {
    }

    /// <summary>The space of a model and its mutables, shared ones included, each instance once.</summary>
    public static (SearchSpace Space, IReadOnlyList<MutableEntry> Mutables) Of(torch.nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var scan = new ModelScan();
        scan.Visit(model, "");
        return (scan.Space(), [.. scan._found.Select(f => new MutableEntry(f.Mutable, f.Path, f.Choice))]);
    }

    private void Visit(torch.nn.Module module, string path)
    {
        // Below a candidate a shared instance is met again on purpose: each place is a condition of its own.
        var always = _enclosing.Count == 0;
        if (_done.Contains(module) || !_open.Add(module))
            return;
        var scope = module as IMutableScope;
        var first = _choices;
        var scopeAt = _scopes.Count;
        if (scope is not null)
            Enter(scope, path);
        if (module is IMutable mutable)
            Meet(mutable, path);
        foreach (var (name, child) in module.named_children())
            VisitChild(module, name, child, path);
        if (scope is not null && scopeAt < _scopes.Count)
            _scopes[scopeAt] = new ScopeRange(scope.Key, first, _choices - first);
        _open.Remove(module);
        if (always)
            _done.Add(module);
    }

    private void VisitChild(torch.nn.Module module, string name, torch.nn.Module child, string path)
    {
        var childPath = path.Length == 0 ? name : $"{path}.{name}";
        if (module is not ILayerChoice choice)
        {
            Visit(child, childPath);
            return;
        }
        if (_enclosing.Any(e => e.Key == choice.Key))
            throw new SearchSpaceException($"The choice '{choice.Key}' at '{path}' lies inside a candidate of a choice with the same key; give it another key.");
        _enclosing.Push(new CandidateReference(choice.Key, choice.List.IndexOf(name)));
        Visit(child, childPath);
        _enclosing.Pop();
    }

    private void Enter(IMutableScope scope, string path)
    {
        if (string.IsNullOrEmpty(scope.Key))
            throw new SearchSpaceException($"The scope at '{path}' has an empty key.");
        if (_byKey.TryGetValue(scope.Key, out var taken))
            throw new SearchSpaceException($"The scope at '{path}' has the key '{scope.Key}', which is the key of the choice at '{taken.First.Path}'; choose another.");
        if (_scopeKeys.Add(scope.Key))
            _scopes.Add(new ScopeRange(scope.Key, _choices, 0));
    }

    private void Meet(IMutable mutable, string path)
    {
        if (mutable.Binding.IsFixed)
            throw new SearchSpaceException($"The choice '{mutable.Key}' was decided when an architecture was applied to the model; build the model again to search or to apply another.");
        if (!_byMutable.TryGetValue(mutable, out var found))
        {
            // A mutator knows the choice by its path in the whole model; a look at a part of it must not rename it.
            if (!mutable.Binding.IsBound)
                mutable.Binding.Path = path.Length == 0 ? "model" : path;
            found = new Found(mutable, path);
            _byMutable.Add(mutable, found);
            _found.Add(found);
            found.Choice = Register(found);
        }
        if (_enclosing.Count == 0)
            found.Always = true;
        else
            found.Places.Add(new Condition(_enclosing.Reverse()));
    }

    private int Register(Found found)
    {
        var mutable = found.Mutable;
        if (_scopeKeys.Contains(mutable.Key))
            throw new SearchSpaceException($"The choice at '{found.Path}' has the key '{mutable.Key}', which is the key of a scope; choose another.");
        if (mutable.Kind == ChoiceKind.InputChoice)
            foreach (var source in mutable.CandidateNames)
                if (source.Length > 0 && !_byKey.ContainsKey(source) && !_scopeKeys.Contains(source))
                    throw new SearchSpaceException(
                        $"The input choice '{mutable.Key}' names the source '{source}', which no choice or scope before it has as key; {NearestName.Hint(source, _byKey.Keys.Concat(_scopeKeys))}");
        if (!_byKey.TryGetValue(mutable.Key, out var known))
        {
            _byKey.Add(mutable.Key, (_choices, found));
            return _choices++;
        }
        var first = known.First;
        if (first.Mutable.Binding.GivenKey is null || mutable.Binding.GivenKey is null)
            throw new SearchSpaceException($"The key '{mutable.Key}' was given to one choice and is the path of another ('{first.Path}' and '{found.Path}'); choose another key.");
        if (!first.ToChoice().SameDecision(found.ToChoice()))
            throw new SearchSpaceException(
                $"The choices at '{first.Path}' and '{found.Path}' share the key '{mutable.Key}' but decide different things: '{first.ToChoice()}' against '{found.ToChoice()}'; give them different keys or the same candidates.");
        return known.Choice;
    }

    private SearchSpace Space()
    {
        var choices = _found.GroupBy(f => f.Choice).OrderBy(g => g.Key)
            .Select(g => g.First().ToChoice().Under(g.Any(f => f.Always) ? [] : g.SelectMany(f => f.Places)));
        return new SearchSpace(choices, _scopes.Select(s => new Scope(s.Key, s.Start, s.Count)));
    }

    private readonly record struct ScopeRange(string Key, int Start, int Count);

    private sealed class Found(IMutable mutable, string path)
    {
        public IMutable Mutable => mutable;

        public string Path => path;

        public int Choice { get; set; }

        public bool Always { get; set; }

        public List<Condition> Places { get; } = [];

        public Choice ToChoice() => mutable.Kind == ChoiceKind.LayerChoice
            ? Spaces.Choice.Layer(mutable.Key, mutable.CandidateNames, null, mutable.Binding.GivenKey is null)
            : Spaces.Choice.Input(mutable.Key, mutable.CandidateNames, mutable.ChosenCount, null, mutable.Binding.GivenKey is null);
    }
}

using NasSharp.Torch;
using NasSharp.Torch.Modules;

namespace NasSharp.Spaces.Binding;

/// <summary>Cuts a model down to an architecture: decided layer choices give their place to their candidate, the rest is dropped and freed.</summary>
internal sealed class ModelPruning
{
    private readonly Architecture _architecture;
    private readonly Dictionary<IMutable, int> _choiceOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<torch.nn.Module, Replacement> _resolved = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(torch.nn.Module Parent, string Name), string> _moved = [];
    private readonly Dictionary<torch.nn.Module, Func<string, torch.Tensor, torch.Tensor>> _derived = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Func<torch.Tensor, torch.Tensor>> _cuts = new(StringComparer.Ordinal);

    private ModelPruning(Architecture architecture, IEnumerable<MutableEntry> mutables)
    {
        _architecture = architecture;
        foreach (var entry in mutables)
            _choiceOf.Add(entry.Mutable, entry.Choice);
    }

    /// <summary>Prunes the model and says, for each name in its state, what the name was before, and how to cut what a part was kept of.</summary>
    public static (OrderedDictionary<string, string> Names, IReadOnlyDictionary<string, Func<torch.Tensor, torch.Tensor>> Cuts) Run(torch.nn.Module model, Architecture architecture, IReadOnlyList<MutableEntry> mutables)
    {
        var before = Tensors(model);
        var pruning = new ModelPruning(architecture, mutables);
        foreach (var entry in mutables)
            if (architecture.At(entry.Choice) is { } decision)
                entry.Mutable.Binding.Fix(Execution.Of(decision, entry.Mutable.CandidateNames.Count));
        pruning.Resolve(model);
        foreach (var module in model.modules().OfType<IPrunesItself>().ToList())
            module.Prune();
        before.ExceptWith(Tensors(model));
        foreach (var tensor in before)
            tensor.Dispose();
        var names = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        pruning.AddNames(model, "", "", names);
        return (names, pruning._cuts);
    }

    // What takes a module's place in its parent, and by which path below itself the supernet knew it.
    private Replacement Resolve(torch.nn.Module module)
    {
        if (_resolved.TryGetValue(module, out var known))
            return known;
        if (module is IReplacesItself whole && _architecture.At(_choiceOf[whole]) is { Selected: [_] } own)
        {
            var derived = new Replacement(whole.Derive(own), "");
            _derived.Add(derived.Module, (name, tensor) => whole.Cut(own, name, tensor));
            _resolved.Add(module, derived);
            return derived;
        }
        var choice = module as ILayerChoice;
        var decision = choice is null ? null : _architecture.At(_choiceOf[choice]);
        if (choice is not null && decision is not null)
            choice.List.KeepOnly(decision);
        foreach (var (name, child) in module.named_children())
            Put(module, name, child, Resolve(child));
        var result = new Replacement(module, "");
        if (choice is { ReturnMask: false } && decision is { Weights: null, Selected: [var index] })
        {
            var name = choice.CandidateNames[index];
            result = new Replacement(choice.Candidates[index]!, _moved.TryGetValue((module, name), out var below) ? $"{name}.{below}" : name);
        }
        _resolved.Add(module, result);
        return result;
    }

    private void Put(torch.nn.Module parent, string name, torch.nn.Module child, Replacement replacement)
    {
        if (ReferenceEquals(child, replacement.Module) || !Accepts(parent, replacement.Module))
            return;
        _moved.Add((parent, name), replacement.Path);
        if (parent is ILayerChoice outer)
        {
            outer.List.Put(outer.List.IndexOf(name), replacement.Module);
            return;
        }
        // A field of the choice's own type keeps the choice, which forwards to its candidate.
        var field = parent.FieldOf(name, child);
        parent.register_module(name, replacement.Module);
        if (field is not null && field.FieldType.IsInstanceOfType(replacement.Module))
            field.SetValue(parent, replacement.Module);
    }

    // A list of layer choices can hold nothing else: there the choice keeps its place, with one candidate left.
    private static bool Accepts(torch.nn.Module parent, torch.nn.Module module)
    {
        for (var type = parent.GetType(); type is not null; type = type.BaseType)
            if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ModuleList<>) || type.GetGenericTypeDefinition() == typeof(ModuleDict<>)))
                return type.GetGenericArguments()[0].IsInstanceOfType(module);
        return true;
    }

    private void AddNames(torch.nn.Module module, string path, string formerPath, OrderedDictionary<string, string> names)
    {
        var first = names.Count;
        foreach (var (key, _) in module.Parameters)
            names.Add(path + key, formerPath + key);
        foreach (var (key, (_, persistent)) in module.Buffers)
            if (persistent)
                names.Add(path + key, formerPath + key);
        foreach (var (key, child) in module.Children)
            AddNames(child, $"{path}{key}.", _moved.TryGetValue((module, key), out var below) && below.Length > 0 ? $"{formerPath}{key}.{below}." : $"{formerPath}{key}.", names);
        if (module is IKeepsParts keeper)
            foreach (var name in names.Keys.Skip(first))
                _cuts.TryAdd(name, tensor => keeper.Part(name[path.Length..], tensor));
        if (!_derived.TryGetValue(module, out var cut))
            return;
        foreach (var name in names.Keys.Skip(first))
            _cuts[name] = tensor => cut(name[path.Length..], tensor);
    }

    private static HashSet<torch.Tensor> Tensors(torch.nn.Module model)
        => new(model.parameters().Concat(model.buffers()), ReferenceEqualityComparer.Instance);

    private readonly record struct Replacement(torch.nn.Module Module, string Path);
}

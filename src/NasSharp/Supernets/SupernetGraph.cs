using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Observation;
using NasSharp.Training;

namespace NasSharp.Supernets;

/// <summary>What a supernet consists of: modules, choices, and what one forward with all candidates calls.</summary>
internal sealed class SupernetGraph
{
    private SupernetGraph(torch.nn.Module model, SearchSpace space, IReadOnlyList<MutableEntry> mutables) =>
        (Model, Space, Mutables, Modules) = (model.GetName(), space, mutables, new ModuleTable(model, mutables));

    /// <summary>The model's name.</summary>
    public string Model { get; }

    /// <summary>The choices.</summary>
    public SearchSpace Space { get; }

    /// <summary>The places of the choices.</summary>
    public IReadOnlyList<MutableEntry> Mutables { get; }

    /// <summary>The modules.</summary>
    public ModuleTable Modules { get; private set; }

    /// <summary>What one forward calls; empty when the network could not be watched.</summary>
    public OperatorTable Operators { get; private set; } = new();

    /// <summary>The shapes of the input tensors.</summary>
    public IReadOnlyList<long[]> Inputs { get; private set; } = [];

    /// <summary>Whether every candidate was watched.</summary>
    public bool Complete { get; private set; }

    /// <summary>What is missing and why.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>
    /// Looks at a supernet that a mutator holds: at first without arithmetic on the meta device, else with one sample. The supernet, the mutator and libtorch's random state are
    /// afterwards as they were. A network that cannot be watched has modules and choices and a note.
    /// </summary>
    public static SupernetGraph Of(torch.nn.Module model, SearchSpace space, IReadOnlyList<MutableEntry> mutables, Mutator mutator, Objective objective, Batch batch)
    {
        var graph = new SupernetGraph(model, space, mutables);
        bool[][] all = [.. space.Choices.Select(c => Enumerable.Repeat(true, c.Candidates.Count).ToArray())];
        bool[][] first = [.. Executions.Of(space.First()).Index().Select(e => e.Item is { } execution ? [.. execution.Mask] : all[e.Index])];
        foreach (var (masks, onMeta) in new[] { (all, true), (all, false), (first, true), (first, false) })
        {
            try
            {
                graph.Watch(model, mutator, objective, batch, masks, onMeta);
                graph.Complete = ReferenceEquals(masks, all);
                graph.Notes.RemoveAll(_ => graph.Complete);
                return graph;
            }
            catch (Exception failure) when (failure is TorchException or InvalidOperationException or ArgumentException or NasSharpException or NotSupportedException)
            {
                if (!onMeta)
                    graph.Notes.Add($"{(ReferenceEquals(masks, all) ? "Not all candidates can run at once" : "The network cannot be watched")}: {failure.Message.Split('\n')[0]}");
            }
        }
        (graph.Modules, graph.Operators) = (new ModuleTable(model, mutables), new OperatorTable());
        return graph;
    }

    private void Watch(torch.nn.Module model, Mutator mutator, Objective objective, Batch batch, bool[][] masks, bool onMeta)
    {
        using var scope = torch.NewDisposeScope();
        using var recording = torch.no_grad();
        using var evaluation = new EvaluationMode(model);
        using var random = new KeptRandomState(batch.Input.device);
        using var state = onMeta ? MetaState.Enter(model) : null;
        var sample = Sample(batch, onMeta ? torch.META : batch.Input.device);
        (Modules, Operators) = (new ModuleTable(model, Mutables), new OperatorTable());
        Inputs = [sample.Input.shape];
        var observer = new SupernetObserver(model, Modules, Operators, sample.Tensors());
        try
        {
            using var substitution = mutator.Substitute([.. masks.Select(mask => new WatchedExecution(mask, observer))]);
            using var observing = Observers.Observe(observer);
            objective(sample);
            Operators.Prune();
        }
        finally
        {
            Operators.LetGo();
        }
    }

    // The tensors belong to the dispose scope.
    private static Batch Sample(Batch batch, torch.Device device)
    {
        torch.Tensor One(torch.Tensor tensor)
        {
            var first = tensor.narrow(0, 0, 1);
            return device.type == DeviceType.META ? torch.empty(first.shape, first.dtype, device) : first;
        }

        return new Batch(One(batch.Input), One(batch.Target), [batch.Indices[0]])
        {
            Lengths = batch.Lengths is { } lengths ? One(lengths) : null,
            Mask = batch.Mask is { } mask ? One(mask) : null,
        };
    }
}

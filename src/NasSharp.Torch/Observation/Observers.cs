namespace NasSharp.Torch.Observation;

/// <summary>Connects observers with the calls of the current thread.</summary>
public static class Observers
{
    [ThreadStatic] private static IOperatorObserver? current;
    [ThreadStatic] private static List<torch.nn.Module>? modules;

    internal static IOperatorObserver? Current => current;

    /// <summary>Sends every operator call of this thread to <paramref name="observer"/> until the result is disposed; the latest wins.</summary>
    public static IDisposable Observe(IOperatorObserver observer)
    {
        var scope = new ObserverScope(current, modules);
        current = observer;
        modules = [];
        return scope;
    }

    internal static void Notify(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<torch.Tensor> results)
    {
        // What an observer computes itself is not reported to it.
        var observer = current!;
        current = null;
        try
        {
            observer.OnCall(op, arguments, results, modules!);
        }
        finally
        {
            current = observer;
        }
    }

    /// <summary>Marks a module as running; nothing is recorded while nobody observes.</summary>
    internal static ModuleScope Enter(torch.nn.Module module)
    {
        if (current is null)
            return default;
        // forward may be reached through call(): the module is entered once.
        var running = modules!;
        if (running.Count > 0 && ReferenceEquals(running[^1], module))
            return default;
        running.Add(module);
        return new ModuleScope(running);
    }

    internal readonly struct ModuleScope(List<torch.nn.Module>? running) : IDisposable
    {
        public void Dispose() => running?.RemoveAt(running.Count - 1);
    }

    private sealed class ObserverScope(IOperatorObserver? outer, List<torch.nn.Module>? outerModules) : IDisposable
    {
        public void Dispose()
        {
            current = outer;
            modules = outerModules;
        }
    }
}

namespace NasSharp.Torch;

/// <summary>Hooks in the order in which they were added; one may be removed while they run.</summary>
internal sealed class HookList<T>
    where T : Delegate
{
    private readonly List<Registration> hooks = [];

    internal bool Any => hooks.Count > 0;

    internal IDisposable Add(T hook)
    {
        var registration = new Registration(this, hook);
        hooks.Add(registration);
        return registration;
    }

    internal void ForEach(Action<T> action)
    {
        foreach (var registration in hooks.ToArray())
            action(registration.Hook);
    }

    private sealed class Registration(HookList<T> owner, T hook) : IDisposable
    {
        internal T Hook => hook;

        public void Dispose() => owner.hooks.Remove(this);
    }
}

using System.Runtime.InteropServices;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// Calls <paramref name="hook"/> with the gradient of this tensor when backward has computed it. What it returns takes the place of
        /// the gradient; null keeps it. Disposing the result removes the hook.
        /// </summary>
        public IDisposable register_hook(Func<Tensor, Tensor?> hook) => RegisterHook(hook, null);

        /// <summary>Registers a hook and calls <paramref name="released"/> when the graph lets go of it.</summary>
        internal unsafe IDisposable RegisterHook(Func<Tensor, Tensor?> hook, Action? released)
        {
            var context = GCHandle.Alloc(new HookState(hook, released));
            int id;
            var status = Native.ns_tensor_register_hook(Handle, &OnGradient, &OnRelease, (void*)GCHandle.ToIntPtr(context), &id);
            if (status != 0)
                context.Free();
            Native.Check(status);
            return new HookRegistration(this, id);
        }

        [UnmanagedCallersOnly]
        private static unsafe nint OnGradient(void* context, nint grad)
        {
            var state = (HookState)GCHandle.FromIntPtr((nint)context).Target!;
            using var scope = NewDisposeScope();
            var gradient = new Tensor(grad);
            try
            {
                var replacement = state.Hook(gradient);
                return replacement is null ? 0 : Native.ns_tensor_retain(replacement.Handle);
            }
            catch (Exception e)
            {
                // No exception may cross the native frames of backward; its caller rethrows this one.
                Interlocked.CompareExchange(ref pendingHookError, e, null);
                return 0;
            }
        }

        [UnmanagedCallersOnly]
        private static unsafe void OnRelease(void* context)
        {
            var handle = GCHandle.FromIntPtr((nint)context);
            var state = (HookState)handle.Target!;
            handle.Free();
            state.Released?.Invoke();
        }

        private sealed record HookState(Func<Tensor, Tensor?> Hook, Action? Released);

        private sealed class HookRegistration(Tensor tensor, int id) : IDisposable
        {
            private bool removed;

            public void Dispose()
            {
                if (removed || tensor.IsInvalid)
                    return;
                removed = true;
                Native.Check(Native.ns_tensor_remove_hook(tensor.Handle, id));
            }
        }
    }

    // Backward of CPU graphs runs on the caller's thread, of CUDA graphs on a device thread: hence not thread-static.
    private static Exception? pendingHookError;

    internal static void ThrowPendingHookError()
    {
        if (Interlocked.Exchange(ref pendingHookError, null) is { } error)
            throw new TorchException($"a gradient hook failed: {error.Message}", error);
    }
}

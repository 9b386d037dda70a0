using System.Diagnostics;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array that libtorch owns. Its memory is freed by <see cref="Dispose()"/>, usually through the
    /// <see cref="DisposeScope"/> in which it was made; the finalizer is only the net under it.
    /// </summary>
    [DebuggerDisplay("{Describe(),nq}")]
    public partial class Tensor : IDisposable
    {
        private static long liveCount;

        private nint handle;

        // The scope that will dispose this tensor, and its neighbours in the scope's list.
        internal DisposeScope? Scope;
        internal Tensor? PreviousInScope;
        internal Tensor? NextInScope;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            Interlocked.Increment(ref liveCount);
            DisposeScope.Current?.Add(this);
        }

        /// <summary>Takes over the native reference of <paramref name="source"/>, which becomes unusable.</summary>
        private protected Tensor(Tensor source)
        {
            handle = source.TakeHandle();
            Interlocked.Increment(ref liveCount);
        }

        /// <summary>Frees the native reference when nobody disposed it.</summary>
        ~Tensor() => Release();

        /// <summary>Native tensors that are alive, over all threads. A training loop keeps it constant from step to step.</summary>
        public static long LiveCount => Interlocked.Read(ref liveCount);

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => handle == 0;

        internal nint Handle
        {
            get
            {
                var h = handle;
                if (h == 0)
                    ThrowDisposed();
                return h;
            }
        }

        // An operator may leave a result undefined (a gradient that nobody asked for).
        internal static Tensor Undefined() => new(0) { undefined = true };

        private bool undefined;

        /// <summary>Whether the tensor holds data; false for results that an operator left out.</summary>
        public bool defined => !undefined;

        /// <summary>Frees the native reference now.</summary>
        public void Dispose()
        {
            Scope?.Remove(this);
            Release();
            GC.SuppressFinalize(this);
        }

        internal void DisposeFromScope()
        {
            Scope = null;
            Release();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            var h = Interlocked.Exchange(ref handle, 0);
            if (h != 0)
                Native.ns_tensor_release(h);
            if (h != 0 || undefined)
            {
                undefined = false;
                Interlocked.Decrement(ref liveCount);
            }
        }

        private nint TakeHandle()
        {
            var h = Handle;
            Scope?.Remove(this);
            handle = 0;
            Interlocked.Decrement(ref liveCount);
            GC.SuppressFinalize(this);
            return h;
        }

        /// <summary>Hands the tensor to the scope around the one that owns it; without one it lives until disposed.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Frees the tensor from its scope: it lives until disposed.</summary>
        public Tensor DetachFromDisposeScope()
        {
            Scope?.Remove(this);
            return this;
        }

        /// <summary>A second object for the same native tensor, with a life of its own.</summary>
        public Tensor alias()
        {
            var copy = new Tensor(Native.ns_tensor_retain(Handle));
            GC.KeepAlive(this);
            return copy;
        }

        private void ThrowDisposed() => throw new ObjectDisposedException(nameof(Tensor),
            undefined ? "the operator left this result undefined" : "this tensor was disposed; keep it with MoveToOuterDisposeScope() or alias()");
    }
}

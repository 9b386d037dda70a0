using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>Whether operators are recorded for backward on this thread.</summary>
    public static bool is_grad_enabled() => Native.ns_grad_mode() != 0;

    /// <summary>Operators are not recorded for backward until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Operators are recorded for backward until the result is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Recording is switched on or off until the result is disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Operators are not recorded; PyTorch's stricter mode is treated as <see cref="no_grad"/>.</summary>
    public static IDisposable inference_mode(bool mode = true) => new GradMode(!mode);

    private sealed class GradMode : IDisposable
    {
        private readonly int previous = Native.ns_grad_mode();

        internal GradMode(bool enabled) => Native.ns_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Native.ns_set_grad_mode(previous);
    }

    /// <summary>Gradients of functions of tensors.</summary>
    public static partial class autograd
    {
        /// <summary>Accumulates the gradients of <paramref name="tensors"/> into the leaves of their graph, or into <paramref name="inputs"/> only.</summary>
        public static unsafe void backward(IReadOnlyList<Tensor> tensors, IReadOnlyList<Tensor>? grad_tensors = null,
            bool? retain_graph = null, bool create_graph = false, IReadOnlyList<Tensor>? inputs = null)
        {
            var roots = Handles(tensors);
            var grads = grad_tensors is null ? null : Handles(grad_tensors);
            var leaves = inputs is null ? [] : Handles(inputs);
            fixed (nint* r = roots, g = grads, l = leaves)
            {
                Native.Check(Native.ns_backward(r, g, roots.Length, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0,
                    leaves.Length == 0 ? null : l, leaves.Length));
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
            ThrowPendingHookError();
        }

        /// <summary>
        /// The gradients of the sum of <paramref name="outputs"/> with respect to <paramref name="inputs"/>; nothing is accumulated.
        /// An entry is null where the outputs do not depend on the input and <paramref name="allow_unused"/> is true.
        /// </summary>
        public static unsafe Tensor[] grad(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor>? grad_outputs = null,
            bool? retain_graph = null, bool create_graph = false, bool allow_unused = false)
        {
            var roots = Handles(outputs);
            var leaves = Handles(inputs);
            var grads = grad_outputs is null ? null : Handles(grad_outputs);
            var results = new nint[leaves.Length];
            fixed (nint* r = roots, l = leaves, g = grads, o = results)
            {
                Native.Check(Native.ns_grad(r, roots.Length, l, leaves.Length, g, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0,
                    allow_unused ? 1 : 0, o));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            ThrowPendingHookError();
            return Array.ConvertAll(results, handle => handle == 0 ? null! : new Tensor(handle));
        }

        private static nint[] Handles(IReadOnlyList<Tensor> tensors)
        {
            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = tensors[i]?.Handle ?? 0;
            return handles;
        }
    }

    public partial class Tensor
    {
        /// <summary>Whether autograd records what is computed from this tensor.</summary>
        public bool requires_grad
        {
            get
            {
                var result = Native.ns_tensor_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return result;
            }
            set
            {
                Native.Check(Native.ns_tensor_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns this tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>The accumulated gradient, or null.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint result;
                Native.Check(Native.ns_tensor_grad(Handle, &result));
                GC.KeepAlive(this);
                return result == 0 ? null : new Tensor(result);
            }
            set
            {
                Native.Check(Native.ns_tensor_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad()
        {
            Native.Check(Native.ns_tensor_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        /// <summary>Accumulates gradients into the leaves of this tensor's graph. The tensor has one element unless a gradient is given.</summary>
        public void backward(Tensor? gradient = null, bool? retain_graph = null, bool create_graph = false, IReadOnlyList<Tensor>? inputs = null) =>
            autograd.backward([this], gradient is null ? null : [gradient], retain_graph, create_graph, inputs);

        /// <summary>The same data, cut from the graph.</summary>
        public Tensor detach() => Ops.Detach.Call(this);

        /// <summary>Cuts this tensor from the graph.</summary>
        public Tensor detach_() => Ops.DetachInPlace.CallInPlace(this);
    }
}

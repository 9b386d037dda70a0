namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>Products with Jacobians and Hessians, and the matrices themselves for small functions.</summary>
        public static class functional
        {
            /// <summary>
            /// The product of the Hessian of a loss with vectors, without the Hessian: one tensor for each input, in its shape. Costs about two
            /// backward passes; the graph of <paramref name="loss"/> is kept.
            /// </summary>
            public static Tensor[] hvp(Tensor loss, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> v)
            {
                using var scope = NewDisposeScope();
                using var recording = enable_grad();
                RequireSameShapes(inputs, v);
                var gradients = grad([loss], inputs, retain_graph: true, create_graph: true, allow_unused: true);
                var products = new Tensor?[inputs.Count];
                // A gradient that does not depend on the inputs has a zero row in the Hessian.
                var recorded = Enumerable.Range(0, inputs.Count).Where(i => gradients[i] is { requires_grad: true }).ToList();
                if (recorded.Count > 0)
                    products = grad([.. recorded.Select(i => gradients[i])], inputs, [.. recorded.Select(i => v[i])], retain_graph: true, allow_unused: true);
                return [.. products.Select((p, i) => (p ?? zeros_like(inputs[i])).MoveToOuterDisposeScope())];
            }

            /// <summary>The value of a scalar function and the product of its Hessian with vectors.</summary>
            public static (Tensor output, Tensor[] hvp) hvp(Func<Tensor[], Tensor> func, Tensor[] inputs, Tensor[] v)
            {
                using var scope = NewDisposeScope();
                using var recording = enable_grad();
                var leaves = Leaves(inputs);
                var output = func(leaves);
                var products = hvp(output, leaves, v);
                return (output.detach().MoveToOuterDisposeScope(), [.. products.Select(p => p.detach().MoveToOuterDisposeScope())]);
            }

            /// <summary>The value of a function and the product of a vector, in the shape of the value, with its Jacobian.</summary>
            public static (Tensor output, Tensor[] vjp) vjp(Func<Tensor[], Tensor> func, Tensor[] inputs, Tensor v)
            {
                using var scope = NewDisposeScope();
                using var recording = enable_grad();
                var leaves = Leaves(inputs);
                var output = func(leaves);
                var products = grad([output], leaves, [v], allow_unused: true);
                return (output.detach().MoveToOuterDisposeScope(), [.. products.Select((p, i) => (p ?? zeros_like(leaves[i])).MoveToOuterDisposeScope())]);
            }

            /// <summary>All derivatives of a function: the shape of the value followed by the shape of the input. Costs a backward pass an element.</summary>
            public static Tensor jacobian(Func<Tensor, Tensor> func, Tensor inputs) => Rows(leaf => func(leaf), inputs);

            /// <summary>All second derivatives of a scalar function: the shape of the input twice. Costs a backward pass an element.</summary>
            public static Tensor hessian(Func<Tensor, Tensor> func, Tensor inputs) => Rows(
                leaf =>
                {
                    var value = func(leaf);
                    return value.requires_grad && grad([value], [leaf], create_graph: true, allow_unused: true)[0] is { } first ? first : zeros_like(leaf);
                },
                inputs);

            private static Tensor Rows(Func<Tensor, Tensor> func, Tensor inputs)
            {
                using var scope = NewDisposeScope();
                using var recording = enable_grad();
                var leaf = Leaves([inputs])[0];
                var output = func(leaf);
                var flat = output.reshape(-1);
                var rows = new Tensor[flat.numel()];
                for (var i = 0; i < rows.Length; i++)
                {
                    var row = flat.requires_grad ? grad([flat[i]], [leaf], retain_graph: true, allow_unused: true)[0] : null;
                    rows[i] = row ?? zeros_like(leaf);
                }
                long[] shape = [.. output.shape, .. leaf.shape];
                return (rows.Length == 0 ? zeros(shape, leaf.dtype, leaf.device) : stack(rows).reshape(shape)).MoveToOuterDisposeScope();
            }

            private static Tensor[] Leaves(Tensor[] inputs) => [.. inputs.Select(t => t.detach().requires_grad_())];

            private static void RequireSameShapes(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> v)
            {
                if (inputs.Count != v.Count)
                    throw new ArgumentException($"{inputs.Count} inputs need as many vectors, there are {v.Count}", nameof(v));
                for (var i = 0; i < inputs.Count; i++)
                {
                    if (!inputs[i].shape.AsSpan().SequenceEqual(v[i].shape))
                        throw new ArgumentException($"vector {i} is {v[i].Describe()}, its input {inputs[i].Describe()}", nameof(v));
                }
            }
        }
    }
}

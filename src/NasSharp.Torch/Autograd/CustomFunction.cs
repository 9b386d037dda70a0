namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A function whose gradient its author writes. Its backward pass may itself be differentiated when it uses tensor operators only.</summary>
        public abstract class SingleTensorFunction<T>
            where T : SingleTensorFunction<T>, new()
        {
            /// <summary>The name for messages.</summary>
            public abstract string Name { get; }

            /// <summary>Computes the function; nothing is recorded.</summary>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradients of the arguments, one each; null for arguments that are no tensors or have none.</summary>
            public abstract List<Tensor?> backward(AutogradContext ctx, Tensor grad_output);

            /// <summary>Calls the function.</summary>
            public static Tensor apply(params object[] vars)
            {
                var function = new T();
                return CustomCall.Run(function.Name, vars, ctx => [function.forward(ctx, vars)], (ctx, grads) => function.backward(ctx, grads[0]))[0];
            }
        }

        /// <summary>A function with several results whose gradient its author writes.</summary>
        public abstract class MultiTensorFunction<T>
            where T : MultiTensorFunction<T>, new()
        {
            /// <summary>The name for messages.</summary>
            public abstract string Name { get; }

            /// <summary>Computes the function; nothing is recorded.</summary>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradients of the arguments, one each; those of results that nobody used are zeros.</summary>
            public abstract List<Tensor?> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            /// <summary>Calls the function.</summary>
            public static List<Tensor> apply(params object[] vars)
            {
                var function = new T();
                return CustomCall.Run(function.Name, vars, ctx => function.forward(ctx, vars), function.backward);
            }
        }

        /// <summary>
        /// One call of a custom function. Libtorch's graph nodes cannot be subclassed through the C interface, so the node is made of hooks: each
        /// argument is aliased, a zero computed from all aliases (the hub) is added to each result, and hooks replace the zero's gradients:
        /// results hand over what arrives, the hub then calls backward, and the aliases take its answers.
        /// </summary>
        private sealed class CustomCall
        {
            private readonly string name;
            private readonly AutogradContext context;
            private readonly Func<AutogradContext, List<Tensor>, List<Tensor?>> backward;
            private readonly Tensor?[] arriving;
            private readonly long[][] shapes;
            private readonly (ScalarType type, Device device)[] kinds;
            private Tensor?[] answers;

            private CustomCall(string name, AutogradContext context, int arguments, List<Tensor> results,
                Func<AutogradContext, List<Tensor>, List<Tensor?>> backward)
            {
                this.name = name;
                this.context = context;
                this.backward = backward;
                arriving = new Tensor?[results.Count];
                answers = new Tensor?[arguments];
                shapes = [.. results.Select(r => r.shape)];
                kinds = [.. results.Select(r => (r.dtype, r.device))];
            }

            internal static List<Tensor> Run(string name, object[] arguments, Func<AutogradContext, List<Tensor>> forward,
                Func<AutogradContext, List<Tensor>, List<Tensor?>> backward)
            {
                var context = new AutogradContext();
                List<Tensor> results;
                using (no_grad())
                    results = forward(context);
                var recorded = is_grad_enabled() && arguments.OfType<Tensor>().Any(t => t.requires_grad);
                if (!recorded || !results.Any(r => r.is_floating_point()))
                {
                    context.Release();
                    return results;
                }
                return new CustomCall(name, context, arguments.Length, results, backward).Connect(arguments, results);
            }

            private List<Tensor> Connect(object[] arguments, List<Tensor> results)
            {
                Tensor? hub = null;
                for (var i = 0; i < arguments.Length; i++)
                {
                    if (arguments[i] is not Tensor { requires_grad: true } argument)
                        continue;
                    var position = i;
                    var alias = Ops.Alias.Call(argument);
                    var shape = argument.shape;
                    alias.RegisterHook(_ => TakeAnswer(position, shape), null);
                    // The sum of no elements is zero whatever the argument holds, NaN included.
                    var zero = (alias.ndim == 0 ? alias.unsqueeze(0) : alias).narrow(0, 0, 0).sum();
                    hub = hub is null ? zero : hub + zero.to(hub);
                }
                hub!.RegisterHook(_ => CallBackward(), ReleaseAll);
                var connected = new List<Tensor>(results.Count);
                for (var i = 0; i < results.Count; i++)
                {
                    var position = i;
                    var result = results[i].is_floating_point() ? results[i] + hub.to(results[i]) : results[i];
                    if (results[i].is_floating_point())
                        result.RegisterHook(gradient => Arrive(position, gradient), null);
                    connected.Add(result);
                }
                return connected;
            }

            private Tensor? Arrive(int position, Tensor gradient)
            {
                arriving[position]?.Dispose();
                arriving[position] = gradient.alias().DetachFromDisposeScope();
                return null;
            }

            private Tensor? CallBackward()
            {
                DisposeAll(answers);
                var gradients = new List<Tensor>(arriving.Length);
                for (var i = 0; i < arriving.Length; i++)
                {
                    gradients.Add(arriving[i] is { } g ? DisposeScope.Current!.Attach(g) : zeros(shapes[i], kinds[i].type, kinds[i].device));
                    arriving[i] = null;
                }
                var computed = backward(context, gradients);
                if (computed.Count != answers.Length)
                    throw new InvalidOperationException($"backward of {name} returned {computed.Count} gradients for {answers.Length} arguments");
                answers = [.. computed.Select(g => g?.alias().DetachFromDisposeScope())];
                return null;
            }

            private Tensor? TakeAnswer(int position, long[] shape)
            {
                if (answers[position] is not { } answer)
                    return null;
                answers[position] = null;
                DisposeScope.Current!.Attach(answer);
                return answer.shape.AsSpan().SequenceEqual(shape)
                    ? answer
                    : throw new InvalidOperationException($"backward of {name} returned {answer.Describe()} as the gradient of argument {position}, whose shape is [{string.Join(", ", shape)}]");
            }

            private void ReleaseAll()
            {
                context.Release();
                DisposeAll(arriving);
                DisposeAll(answers);
            }

            private static void DisposeAll(Tensor?[] tensors)
            {
                for (var i = 0; i < tensors.Length; i++)
                {
                    tensors[i]?.Dispose();
                    tensors[i] = null;
                }
            }
        }
    }

    internal static partial class Ops
    {
        internal static readonly Operator Alias = new("aten::alias");
    }
}

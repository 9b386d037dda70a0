using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>Mixed precision.</summary>
    public static partial class amp
    {
        /// <summary>
        /// Keeps float16 gradients from vanishing: the loss is multiplied with a scale before backward, gradients are divided by it before the
        /// step, steps with infinite gradients are left out, and the scale is halved then and doubled after a long time without.
        /// </summary>
        /// <param name="init_scale">The first scale; 65,536.</param>
        /// <param name="growth_factor">Above 1.</param>
        /// <param name="backoff_factor">Below 1.</param>
        /// <param name="growth_interval">Steps without infinities before the scale grows.</param>
        /// <param name="enabled">False makes all methods pass through.</param>
        public class GradScaler(double init_scale = 65536, double growth_factor = 2, double backoff_factor = 0.5, int growth_interval = 2000,
            bool enabled = true)
        {
            private readonly double growth = growth_factor > 1
                ? growth_factor
                : throw new ArgumentOutOfRangeException(nameof(growth_factor), growth_factor, "growth_factor must be above 1");
            private readonly double backoff = backoff_factor is > 0 and < 1
                ? backoff_factor
                : throw new ArgumentOutOfRangeException(nameof(backoff_factor), backoff_factor, "backoff_factor must be between 0 and 1");

            // Optimizers whose gradients are divided already in this step, and whether they were finite.
            private readonly Dictionary<optim.Optimizer, bool> finite = new(ReferenceEqualityComparer.Instance);
            private double current = init_scale;
            private int steps;

            /// <summary>Whether the scaler does anything.</summary>
            public bool is_enabled() => enabled;

            /// <summary>The scale now; 1 when not enabled.</summary>
            public double get_scale() => enabled ? current : 1;

            /// <summary>The loss times the scale.</summary>
            public Tensor scale(Tensor outputs) => enabled ? outputs * current : outputs;

            /// <summary>Divides the gradients of an optimizer by the scale, so that they can be clipped before <see cref="step"/>.</summary>
            /// <exception cref="InvalidOperationException">They were divided already in this step.</exception>
            public void unscale_(optim.Optimizer optimizer)
            {
                if (!enabled)
                    return;
                if (finite.ContainsKey(optimizer))
                    throw new InvalidOperationException("unscale_ was called twice for one optimizer since the last update()");
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                var gradients = optimizer.parameters().Select(p => p.grad).OfType<Tensor>().ToArray();
                finite.Add(optimizer, Unscale(gradients));
            }

            /// <summary>Updates the parameters unless a gradient is infinite or not a number; divides the gradients first where that is not done.</summary>
            /// <returns>Whether the parameters were updated.</returns>
            public bool step(optim.Optimizer optimizer)
            {
                if (enabled && !finite.ContainsKey(optimizer))
                    unscale_(optimizer);
                var proceed = !enabled || finite[optimizer];
                if (proceed)
                    optimizer.step();
                return proceed;
            }

            /// <summary>Changes the scale after all optimizers have stepped, or sets it.</summary>
            public void update(double? new_scale = null)
            {
                if (!enabled)
                    return;
                if (new_scale is { } given)
                {
                    current = given;
                }
                else if (finite.Count == 0)
                {
                    throw new InvalidOperationException("update() needs a step() or unscale_() before it");
                }
                else if (finite.ContainsValue(false))
                {
                    current *= backoff;
                    steps = 0;
                }
                else if (++steps == growth_interval)
                {
                    current *= growth;
                    steps = 0;
                }
                finite.Clear();
            }

            /// <summary>All that is needed to continue exactly.</summary>
            public SchedulerState state_dict() => new(nameof(GradScaler), new OrderedDictionary<string, double> { ["scale"] = current, ["steps"] = steps });

            /// <summary>Continues from a state that <see cref="state_dict"/> returned.</summary>
            public void load_state_dict(SchedulerState state_dict)
            {
                if (state_dict.Kind != nameof(GradScaler))
                    throw new ArgumentException($"the state was saved by {state_dict.Kind} and cannot be loaded into {nameof(GradScaler)}", nameof(state_dict));
                current = state_dict.Numbers["scale"];
                steps = (int)state_dict.Numbers["steps"];
                finite.Clear();
            }

            private bool Unscale(Tensor[] gradients)
            {
                if (gradients.Length == 0)
                    return true;
                if (gradients.FirstOrDefault(g => g.dtype == ScalarType.Float16) is { } half)
                    throw new InvalidOperationException($"a gradient is {half.Describe()}: keep the parameters in float32 and let autocast shorten the operators");
                Ops.ForeachMulScalarInPlace.CallVoid(gradients, 1 / current);
                // The largest absolute value of a tensor is finite just when all its values are.
                var largest = Ops.ForeachNormScalar.CallMany(gradients, double.PositiveInfinity);
                return stack([.. largest.Select(l => l.to(largest[0].device, ScalarType.Float32))]).isfinite().all().ToBoolean();
            }
        }
    }

    public static partial class cuda
    {
        /// <summary>Mixed precision on NVIDIA GPUs.</summary>
        public static class amp
        {
            /// <summary>Operators on the GPU compute in a shorter type until the result is disposed.</summary>
            public static IDisposable autocast(bool enabled = true, ScalarType dtype = ScalarType.Float16) => torch.autocast(DeviceType.CUDA, dtype, enabled);

            /// <summary>See <see cref="torch.amp.GradScaler"/>.</summary>
            /// <param name="init_scale">The first scale.</param>
            /// <param name="growth_factor">Above 1.</param>
            /// <param name="backoff_factor">Below 1.</param>
            /// <param name="growth_interval">Steps without infinities before the scale grows.</param>
            /// <param name="enabled">False makes all methods pass through.</param>
            public sealed class GradScaler(double init_scale = 65536, double growth_factor = 2, double backoff_factor = 0.5, int growth_interval = 2000,
                bool enabled = true)
                : torch.amp.GradScaler(init_scale, growth_factor, backoff_factor, growth_interval, enabled);
        }
    }

    internal static partial class Ops
    {
        internal static readonly Operator ForeachNormScalar = new("aten::_foreach_norm", "Scalar");
    }
}

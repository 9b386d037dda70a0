using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Operations on the parameters of a whole network.</summary>
        public static partial class utils
        {
            /// <summary>
            /// Scales all gradients so that their norm, taken over all of them as one vector, is at most <paramref name="max_norm"/>.
            /// </summary>
            /// <param name="parameters">The parameters; those without a gradient do not count.</param>
            /// <param name="max_norm">The largest norm.</param>
            /// <param name="norm_type">Which p-norm; infinity gives the largest absolute value.</param>
            /// <param name="error_if_nonfinite">Whether a norm that is not a finite number is an error.</param>
            /// <returns>The norm before scaling.</returns>
            /// <exception cref="ArgumentException">The norm is not finite and <paramref name="error_if_nonfinite"/> is set; nothing was scaled.</exception>
            public static double clip_grad_norm_(IEnumerable<Parameter> parameters, double max_norm, double norm_type = 2.0, bool error_if_nonfinite = false)
            {
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                var gradients = GradientsOf(parameters);
                if (gradients.Length == 0)
                    return 0;
                // The norm of the norms is the norm of the whole; one transfer from the device for all gradients.
                var norms = double.IsFinite(norm_type)
                    ? Aten.ForeachNorm.CallMany(gradients, (Scalar)norm_type)
                    : Array.ConvertAll(gradients, gradient => Aten.VectorNorm.Call(gradient, (Scalar)norm_type));
                var device = norms[0].device;
                var total = Aten.VectorNorm.Call(stack(Array.ConvertAll(norms, norm => norm.to(device))), (Scalar)norm_type);
                var value = total.ToDouble();
                if (error_if_nonfinite && !double.IsFinite(value))
                    throw new ArgumentException($"the norm of the gradients is {value}: they cannot be clipped");
                var scale = (total.dtype == ScalarType.Float64 ? max_norm / (value + 1e-6) : (float)max_norm / ((float)value + 1e-6f));
                if (scale < 1 || double.IsNaN(scale))
                    Aten.ForeachMul.CallVoid(gradients, (Scalar)scale);
                return value;
            }

            /// <summary>Cuts each element of the gradients to [-<paramref name="clip_value"/>, <paramref name="clip_value"/>].</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> parameters, double clip_value)
            {
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                foreach (var gradient in GradientsOf(parameters))
                    Aten.Clamp.CallInPlace(gradient, (Scalar)(-clip_value), (Scalar)clip_value);
            }

            private static Tensor[] GradientsOf(IEnumerable<Parameter> parameters) => [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];

            internal static partial class Aten
            {
                internal static readonly Operator ForeachNorm = new("aten::_foreach_norm", "Scalar");
                internal static readonly Operator ForeachMul = new("aten::_foreach_mul_", "Scalar");
                internal static readonly Operator VectorNorm = new("aten::linalg_vector_norm");
                internal static readonly Operator Clamp = new("aten::clamp_");
            }
        }
    }
}

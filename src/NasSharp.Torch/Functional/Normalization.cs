namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Batch normalisation of each channel (dimension 1). While training, the batch's statistics are used and the running ones are moved
            /// towards them by <paramref name="momentum"/>; otherwise the running statistics are used.
            /// </summary>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                Aten.BatchNorm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>Normalises groups of channels of each example.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.GroupNorm.Call(input, num_groups, weight, bias, eps, true);

            /// <summary>Normalises each channel of each example.</summary>
            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null,
                Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5) =>
                Aten.InstanceNorm.Call(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            /// <summary>Normalises over the last dimensions, whose sizes are <paramref name="normalized_shape"/>.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.LayerNorm.Call(input, normalized_shape, weight, bias, eps, true);

            /// <summary>The input divided by its root mean square over the last dimensions, times the weight.</summary>
            /// <param name="input">[*, normalized_shape].</param>
            /// <param name="normalized_shape">The sizes of those dimensions.</param>
            /// <param name="weight">The factors, of that shape, or null.</param>
            /// <param name="eps">Added to the mean square; the smallest step from 1 of the element type when null.</param>
            public static Tensor rms_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, double? eps = null)
            {
                using var scope = NewDisposeScope();
                var dimensions = Enumerable.Range(1, normalized_shape.Length).Select(i => (long)-i).ToArray();
                var epsilon = eps ?? (input.dtype == ScalarType.Float64 ? double.BitIncrement(1) - 1 : float.BitIncrement(1) - 1);
                var scale = Aten.Rsqrt.Call((input * input).mean(dimensions, true) + epsilon);
                var result = input * scale;
                return (weight is null ? result : result * weight).MoveToOuterDisposeScope();
            }

            /// <summary>The input divided by (k + alpha · mean square over <paramref name="size"/> neighbouring channels) ^ beta.</summary>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1.0)
            {
                if (input.ndim < 3)
                    throw new ArgumentException($"local_response_norm takes at least 3 dimensions, found {input.Describe()}");
                using var scope = NewDisposeScope();
                // The channels become the depth of one volume, over which a window slides; missing neighbours count as zero.
                var shape = input.shape;
                var squares = (input * input).reshape(shape[0], 1, shape[1], shape[2], -1);
                var padded = pad(squares, [0, 0, 0, 0, size / 2, (size - 1) / 2]);
                var means = Aten.AvgPool3d.Call(padded, new[] { size, 1L, 1L }, new[] { 1L, 1L, 1L }).reshape(shape);
                return (input / Aten.Pow.Call(means * alpha + k, (Scalar)beta)).MoveToOuterDisposeScope();
            }

            internal static partial class Aten
            {
                internal static readonly Operator Rsqrt = new("aten::rsqrt");
                internal static readonly Operator Pow = new("aten::pow", "Tensor_Scalar");
                internal static readonly Operator BatchNorm = new("aten::batch_norm");
                internal static readonly Operator GroupNorm = new("aten::group_norm");
                internal static readonly Operator InstanceNorm = new("aten::instance_norm");
                internal static readonly Operator LayerNorm = new("aten::layer_norm");
            }
        }
    }
}

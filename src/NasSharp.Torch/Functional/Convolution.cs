namespace NasSharp.Torch;

/// <summary>How much a convolution pads when no numbers are given.</summary>
public enum Padding
{
    /// <summary>No padding.</summary>
    Valid = 0,

    /// <summary>As much as keeps the size for stride 1.</summary>
    Same = 1,
}

/// <summary>What padding consists of.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The input mirrored at its border, the border itself not repeated.</summary>
    Reflect = 1,

    /// <summary>The border value.</summary>
    Replicate = 2,

    /// <summary>The opposite end of the input.</summary>
    Circular = 3,

    /// <summary>A given constant.</summary>
    Constant = 4,
}

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The computations of the modules as functions without state.</summary>
        public static partial class functional
        {
            /// <summary>1-d convolution. input: [N, C, L], weight: [out, C / groups, k].</summary>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null,
                long groups = 1) =>
                Aten.Conv1d.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

            /// <summary>2-d convolution. input: [N, C, H, W], weight: [out, C / groups, kH, kW].</summary>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? dilation = null, long groups = 1) =>
                Aten.Conv2d.Call(input, weight, bias, Sizes.Expand(strides, 2, 1, "strides"), Sizes.Expand(padding, 2, 0, "padding"),
                    Sizes.Expand(dilation, 2, 1, "dilation"), groups);

            /// <summary>3-d convolution. input: [N, C, D, H, W], weight: [out, C / groups, kD, kH, kW].</summary>
            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? dilation = null, long groups = 1) =>
                Aten.Conv3d.Call(input, weight, bias, Sizes.Expand(strides, 3, 1, "strides"), Sizes.Expand(padding, 3, 0, "padding"),
                    Sizes.Expand(dilation, 3, 1, "dilation"), groups);

            /// <summary>1-d convolution with padding by rule.</summary>
            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid,
                long? dilation = null, long groups = 1) =>
                Aten.Conv1dPadding.Call(input, weight, bias, new[] { stride ?? 1 }, RuleName(padding), new[] { dilation ?? 1 }, groups);

            /// <summary>2-d convolution with padding by rule.</summary>
            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid,
                long[]? dilation = null, long groups = 1) =>
                Aten.Conv2dPadding.Call(input, weight, bias, Sizes.Expand(strides, 2, 1, "strides"), RuleName(padding),
                    Sizes.Expand(dilation, 2, 1, "dilation"), groups);

            /// <summary>3-d convolution with padding by rule.</summary>
            public static Tensor conv3d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid,
                long[]? dilation = null, long groups = 1) =>
                Aten.Conv3dPadding.Call(input, weight, bias, Sizes.Expand(strides, 3, 1, "strides"), RuleName(padding),
                    Sizes.Expand(dilation, 3, 1, "dilation"), groups);

            /// <summary>1-d transposed convolution. input: [N, C, L], weight: [C, out / groups, k].</summary>
            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null,
                long? output_padding = null, long? dilation = null, long groups = 1) =>
                Aten.ConvTranspose1d.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { output_padding ?? 0 }, groups,
                    new[] { dilation ?? 1 });

            /// <summary>2-d transposed convolution. input: [N, C, H, W], weight: [C, out / groups, kH, kW].</summary>
            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.ConvTranspose2d.Call(input, weight, bias, Sizes.Expand(strides, 2, 1, "strides"), Sizes.Expand(padding, 2, 0, "padding"),
                    Sizes.Expand(output_padding, 2, 0, "output_padding"), groups, Sizes.Expand(dilation, 2, 1, "dilation"));

            /// <summary>3-d transposed convolution. input: [N, C, D, H, W], weight: [C, out / groups, kD, kH, kW].</summary>
            public static Tensor conv_transpose3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.ConvTranspose3d.Call(input, weight, bias, Sizes.Expand(strides, 3, 1, "strides"), Sizes.Expand(padding, 3, 0, "padding"),
                    Sizes.Expand(output_padding, 3, 0, "output_padding"), groups, Sizes.Expand(dilation, 3, 1, "dilation"));

            private static string RuleName(Padding padding) => padding == Padding.Same ? "same" : "valid";

            internal static partial class Aten
            {
                internal static readonly Operator Conv1d = new("aten::conv1d");
                internal static readonly Operator Conv2d = new("aten::conv2d");
                internal static readonly Operator Conv3d = new("aten::conv3d");
                internal static readonly Operator Conv1dPadding = new("aten::conv1d", "padding");
                internal static readonly Operator Conv2dPadding = new("aten::conv2d", "padding");
                internal static readonly Operator Conv3dPadding = new("aten::conv3d", "padding");
                internal static readonly Operator ConvTranspose1d = new("aten::conv_transpose1d");
                internal static readonly Operator ConvTranspose2d = new("aten::conv_transpose2d", "input");
                internal static readonly Operator ConvTranspose3d = new("aten::conv_transpose3d", "input");
            }
        }
    }
}

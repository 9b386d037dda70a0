namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Pads the last dimensions: (before, after) of the last one first.</summary>
            /// <param name="input">The tensor.</param>
            /// <param name="pad">Two numbers per padded dimension, the last dimension first; negative numbers cut.</param>
            /// <param name="mode">What the padding consists of.</param>
            /// <param name="value">The constant, for <see cref="PaddingModes.Constant"/>.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant => Aten.ConstantPad.Call(input, pad, (Scalar)value),
                PaddingModes.Zeros => Aten.ConstantPad.Call(input, pad, (Scalar)0.0),
                PaddingModes.Reflect => Aten.Pad.Call(input, pad, "reflect"),
                PaddingModes.Replicate => Aten.Pad.Call(input, pad, "replicate"),
                PaddingModes.Circular => Aten.Pad.Call(input, pad, "circular"),
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "unknown padding mode"),
            };

            /// <summary>Pads the last dimension.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            /// <summary>Pads the last two dimensions: left, right, top, bottom.</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>Pads all dimensions by the same amount on both sides.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Sizes.Repeat(pad, 2 * input.ndim), mode, value);

            internal static partial class Aten
            {
                internal static readonly Operator ConstantPad = new("aten::constant_pad_nd");
                internal static readonly Operator Pad = new("aten::pad");
            }
        }
    }
}

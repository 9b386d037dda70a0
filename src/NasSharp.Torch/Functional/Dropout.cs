namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Zeroes elements with probability <paramref name="p"/> while training and scales the rest by 1 / (1 - p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.DropoutInPlace.CallInPlace(input, p, training) : Aten.Dropout.Call(input, p, training);

            /// <summary>Zeroes whole channels of a 3-d input [N, C, L] with probability <paramref name="p"/> while training.</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                DropChannels(input, p, training, inplace, 2, "dropout1d");

            /// <summary>Zeroes whole channels of an input [N, C, H, W] with probability <paramref name="p"/> while training.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                feature_dropout(input, p, training, inplace);

            /// <summary>Zeroes whole channels of an input [N, C, D, H, W] with probability <paramref name="p"/> while training.</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                feature_dropout(input, p, training, inplace);

            /// <summary>Dropout that keeps mean and variance of the outputs of <see cref="selu"/>.</summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                inplace ? Aten.AlphaDropoutInPlace.CallInPlace(input, p, training) : Aten.AlphaDropout.Call(input, p, training);

            /// <summary>Alpha dropout of whole channels.</summary>
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                inplace ? Aten.FeatureAlphaDropoutInPlace.CallInPlace(input, p, training) : Aten.FeatureAlphaDropout.Call(input, p, training);

            /// <summary>Zeroes whole channels, dimension 1, with probability <paramref name="p"/> while training.</summary>
            public static Tensor feature_dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.FeatureDropoutInPlace.CallInPlace(input, p, training) : Aten.FeatureDropout.Call(input, p, training);

            // Without a batch dimension, libtorch would take the channels for examples.
            private static Tensor DropChannels(Tensor input, double p, bool training, bool inplace, int unbatched, string name)
            {
                if (input.ndim != unbatched && input.ndim != unbatched + 1)
                    throw new ArgumentException($"{name} takes {unbatched} or {unbatched + 1} dimensions, found {input.Describe()}");
                if (input.ndim > unbatched)
                    return feature_dropout(input, p, training, inplace);
                using var scope = NewDisposeScope();
                return feature_dropout(input.unsqueeze(0), p, training, inplace).squeeze(0).MoveToOuterDisposeScope();
            }

            internal static partial class Aten
            {
                internal static readonly Operator Dropout = new("aten::dropout");
                internal static readonly Operator DropoutInPlace = new("aten::dropout_");
                internal static readonly Operator FeatureDropout = new("aten::feature_dropout");
                internal static readonly Operator FeatureDropoutInPlace = new("aten::feature_dropout_");
                internal static readonly Operator AlphaDropout = new("aten::alpha_dropout");
                internal static readonly Operator AlphaDropoutInPlace = new("aten::alpha_dropout_");
                internal static readonly Operator FeatureAlphaDropout = new("aten::feature_alpha_dropout");
                internal static readonly Operator FeatureAlphaDropoutInPlace = new("aten::feature_alpha_dropout_");
            }
        }
    }
}

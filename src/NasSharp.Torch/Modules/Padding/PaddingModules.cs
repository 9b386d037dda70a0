using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Pads the spatial dimensions of its input.</summary>
    public abstract class SpatialPadding : BuiltInModule
    {
        private readonly PaddingModes mode;
        private readonly double value;

        private protected SpatialPadding(string name, PaddingModes mode, double value, long[] padding) : base(name)
        {
            this.mode = mode;
            this.value = value;
            this.padding = padding;
        }

        /// <summary>Sizes before and after, the last dimension first.</summary>
        public long[] padding { get; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.pad(input, padding, mode, value);
    }

    /// <summary>Pads the last dimension with a constant.</summary>
    public sealed class ConstantPad1d : SpatialPadding
    {
        internal ConstantPad1d(double value, params long[] padding) : base(nameof(ConstantPad1d), PaddingModes.Constant, value, padding)
        {
        }
    }

    /// <summary>Pads the last 2 dimensions with a constant.</summary>
    public sealed class ConstantPad2d : SpatialPadding
    {
        internal ConstantPad2d(double value, params long[] padding) : base(nameof(ConstantPad2d), PaddingModes.Constant, value, padding)
        {
        }
    }

    /// <summary>Pads the last 3 dimensions with a constant.</summary>
    public sealed class ConstantPad3d : SpatialPadding
    {
        internal ConstantPad3d(double value, params long[] padding) : base(nameof(ConstantPad3d), PaddingModes.Constant, value, padding)
        {
        }
    }

    /// <summary>Pads the last dimension with the input mirrored at its border.</summary>
    public sealed class ReflectionPad1d : SpatialPadding
    {
        internal ReflectionPad1d(params long[] padding) : base(nameof(ReflectionPad1d), PaddingModes.Reflect, 0, padding)
        {
        }
    }

    /// <summary>Pads the last 2 dimensions with the input mirrored at its border.</summary>
    public sealed class ReflectionPad2d : SpatialPadding
    {
        internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding)
        {
        }
    }

    /// <summary>Pads the last 3 dimensions with the input mirrored at its border.</summary>
    public sealed class ReflectionPad3d : SpatialPadding
    {
        internal ReflectionPad3d(params long[] padding) : base(nameof(ReflectionPad3d), PaddingModes.Reflect, 0, padding)
        {
        }
    }

    /// <summary>Pads the last dimension with the border value.</summary>
    public sealed class ReplicationPad1d : SpatialPadding
    {
        internal ReplicationPad1d(params long[] padding) : base(nameof(ReplicationPad1d), PaddingModes.Replicate, 0, padding)
        {
        }
    }

    /// <summary>Pads the last 2 dimensions with the border value.</summary>
    public sealed class ReplicationPad2d : SpatialPadding
    {
        internal ReplicationPad2d(params long[] padding) : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding)
        {
        }
    }

    /// <summary>Pads the last 3 dimensions with the border value.</summary>
    public sealed class ReplicationPad3d : SpatialPadding
    {
        internal ReplicationPad3d(params long[] padding) : base(nameof(ReplicationPad3d), PaddingModes.Replicate, 0, padding)
        {
        }
    }

    /// <summary>Pads the last 2 dimensions with zeros.</summary>
    public sealed class ZeroPad2d : SpatialPadding
    {
        internal ZeroPad2d(params long[] padding) : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding)
        {
        }
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Pads the last dimension with a constant, by the same size everywhere.</summary>
            public static ConstantPad1d ConstantPad1d(long padding, double value) => new(value, Sizes.Repeat(padding, 2));

            /// <summary>Pads the last dimension with a constant: left, right.</summary>
            public static ConstantPad1d ConstantPad1d((long, long) padding, double value) =>
                new(value, padding.Item1, padding.Item2);

            /// <summary>Pads the last 2 dimensions with a constant, by the same size everywhere.</summary>
            public static ConstantPad2d ConstantPad2d(long padding, double value) => new(value, Sizes.Repeat(padding, 4));

            /// <summary>Pads the last 2 dimensions with a constant: left, right, top, bottom.</summary>
            public static ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) =>
                new(value, padding.Item1, padding.Item2, padding.Item3, padding.Item4);

            /// <summary>Pads the last 3 dimensions with a constant, by the same size everywhere.</summary>
            public static ConstantPad3d ConstantPad3d(long padding, double value) => new(value, Sizes.Repeat(padding, 6));

            /// <summary>Pads the last 3 dimensions with a constant: left, right, top, bottom, front, back.</summary>
            public static ConstantPad3d ConstantPad3d((long, long, long, long, long, long) padding, double value) =>
                new(value, padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

            /// <summary>Pads the last dimension with the input mirrored at its border, by the same size everywhere.</summary>
            public static ReflectionPad1d ReflectionPad1d(long padding) => new(Sizes.Repeat(padding, 2));

            /// <summary>Pads the last dimension with the input mirrored at its border: left, right.</summary>
            public static ReflectionPad1d ReflectionPad1d((long, long) padding) =>
                new(padding.Item1, padding.Item2);

            /// <summary>Pads the last 2 dimensions with the input mirrored at its border, by the same size everywhere.</summary>
            public static ReflectionPad2d ReflectionPad2d(long padding) => new(Sizes.Repeat(padding, 4));

            /// <summary>Pads the last 2 dimensions with the input mirrored at its border: left, right, top, bottom.</summary>
            public static ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) =>
                new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

            /// <summary>Pads the last 3 dimensions with the input mirrored at its border, by the same size everywhere.</summary>
            public static ReflectionPad3d ReflectionPad3d(long padding) => new(Sizes.Repeat(padding, 6));

            /// <summary>Pads the last 3 dimensions with the input mirrored at its border: left, right, top, bottom, front, back.</summary>
            public static ReflectionPad3d ReflectionPad3d((long, long, long, long, long, long) padding) =>
                new(padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

            /// <summary>Pads the last dimension with the border value, by the same size everywhere.</summary>
            public static ReplicationPad1d ReplicationPad1d(long padding) => new(Sizes.Repeat(padding, 2));

            /// <summary>Pads the last dimension with the border value: left, right.</summary>
            public static ReplicationPad1d ReplicationPad1d((long, long) padding) =>
                new(padding.Item1, padding.Item2);

            /// <summary>Pads the last 2 dimensions with the border value, by the same size everywhere.</summary>
            public static ReplicationPad2d ReplicationPad2d(long padding) => new(Sizes.Repeat(padding, 4));

            /// <summary>Pads the last 2 dimensions with the border value: left, right, top, bottom.</summary>
            public static ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) =>
                new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

            /// <summary>Pads the last 3 dimensions with the border value, by the same size everywhere.</summary>
            public static ReplicationPad3d ReplicationPad3d(long padding) => new(Sizes.Repeat(padding, 6));

            /// <summary>Pads the last 3 dimensions with the border value: left, right, top, bottom, front, back.</summary>
            public static ReplicationPad3d ReplicationPad3d((long, long, long, long, long, long) padding) =>
                new(padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

            /// <summary>Pads the last 2 dimensions with zeros, by the same size everywhere.</summary>
            public static ZeroPad2d ZeroPad2d(long padding) => new(Sizes.Repeat(padding, 4));

            /// <summary>Pads the last 2 dimensions with zeros: left, right, top, bottom.</summary>
            public static ZeroPad2d ZeroPad2d((long, long, long, long) padding) =>
                new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);
        }
    }
}

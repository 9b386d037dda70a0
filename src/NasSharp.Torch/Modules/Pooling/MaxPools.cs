using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Max pooling of [N, C, L].</summary>
    public sealed class MaxPool1d : MaxPool
    {
        internal MaxPool1d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            : base(nameof(MaxPool1d), torch.nn.functional.Aten.MaxPool1d, torch.nn.functional.Aten.MaxPool1dWithIndices, 1, kernel_size, stride, padding,
                dilation, ceil_mode)
        {
        }
    }

    /// <summary>Max pooling of [N, C, H, W].</summary>
    public sealed class MaxPool2d : MaxPool
    {
        internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            : base(nameof(MaxPool2d), torch.nn.functional.Aten.MaxPool2d, torch.nn.functional.Aten.MaxPool2dWithIndices, 2, kernel_size, stride, padding,
                dilation, ceil_mode)
        {
        }
    }

    /// <summary>Max pooling of [N, C, D, H, W].</summary>
    public sealed class MaxPool3d : MaxPool
    {
        internal MaxPool3d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            : base(nameof(MaxPool3d), torch.nn.functional.Aten.MaxPool3d, torch.nn.functional.Aten.MaxPool3dWithIndices, 3, kernel_size, stride, padding,
                dilation, ceil_mode)
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
            /// <summary>Max pooling of [N, C, L].</summary>
            /// <param name="kernel_size">Size of the window.</param>
            /// <param name="stride">Step of the window; its size when null.</param>
            /// <param name="padding">Padding with negative infinity on both sides, at most half the window; 0 when null.</param>
            /// <param name="dilation">Distance between the elements of the window; 1 when null.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            public static MaxPool1d MaxPool1d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new([kernel_size], Sizes.Of(stride), Sizes.Of(padding), Sizes.Of(dilation), ceil_mode);

            /// <summary>Max pooling of [N, C, H, W].</summary>
            /// <param name="kernel_size">Size of the window.</param>
            /// <param name="stride">Step of the window; its size when null.</param>
            /// <param name="padding">Padding with negative infinity on both sides, at most half the window; 0 when null.</param>
            /// <param name="dilation">Distance between the elements of the window; 1 when null.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new([kernel_size], Sizes.Of(stride), Sizes.Of(padding), Sizes.Of(dilation), ceil_mode);

            /// <summary>Max pooling of [N, C, H, W] with sizes per dimension (H, W).</summary>
            public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null,
                bool ceil_mode = false) =>
                new(Sizes.Of(kernel_size), Sizes.Of(stride), Sizes.Of(padding), Sizes.Of(dilation), ceil_mode);

            /// <summary>Max pooling of [N, C, H, W] with sizes per dimension (H, W).</summary>
            public static MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>Max pooling of [N, C, D, H, W].</summary>
            /// <param name="kernel_size">Size of the window.</param>
            /// <param name="stride">Step of the window; its size when null.</param>
            /// <param name="padding">Padding with negative infinity on both sides, at most half the window; 0 when null.</param>
            /// <param name="dilation">Distance between the elements of the window; 1 when null.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            public static MaxPool3d MaxPool3d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new([kernel_size], Sizes.Of(stride), Sizes.Of(padding), Sizes.Of(dilation), ceil_mode);

            /// <summary>Max pooling of [N, C, D, H, W] with sizes per dimension (D, H, W).</summary>
            public static MaxPool3d MaxPool3d((long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
                (long, long, long)? dilation = null,
                bool ceil_mode = false) =>
                new(Sizes.Of(kernel_size), Sizes.Of(stride), Sizes.Of(padding), Sizes.Of(dilation), ceil_mode);

            /// <summary>Max pooling of [N, C, D, H, W] with sizes per dimension (D, H, W).</summary>
            public static MaxPool3d MaxPool3d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Batch normalisation of [N, C] or [N, C, L].</summary>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(long features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(BatchNorm1d), 2, 3, features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }
    }

    /// <summary>Batch normalisation of [N, C, H, W].</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(long features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(BatchNorm2d), 4, 4, features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }
    }

    /// <summary>Batch normalisation of [N, C, D, H, W].</summary>
    public sealed class BatchNorm3d : BatchNorm
    {
        internal BatchNorm3d(long features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(BatchNorm3d), 5, 5, features, eps, momentum, affine, track_running_stats, device, dtype)
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
            /// <summary>Batch normalisation of [N, C] or [N, C, L] (Ioffe and Szegedy 2015).</summary>
            /// <param name="features">Number of channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="momentum">How far the running statistics move towards those of a batch; null takes the mean over all batches.</param>
            /// <param name="affine">Whether there are a weight and a bias.</param>
            /// <param name="track_running_stats">Whether running statistics are kept for evaluation.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static BatchNorm1d BatchNorm1d(long features, double eps = 1e-05, double? momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Batch normalisation of [N, C, H, W]; the parameters are those of <see cref="BatchNorm1d"/>.</summary>
            public static BatchNorm2d BatchNorm2d(long features, double eps = 1e-05, double? momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Batch normalisation of [N, C, D, H, W]; the parameters are those of <see cref="BatchNorm1d"/>.</summary>
            public static BatchNorm3d BatchNorm3d(long features, double eps = 1e-05, double? momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}

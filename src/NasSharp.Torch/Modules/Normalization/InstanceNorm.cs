using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Normalisation of each channel of each example (Ulyanov et al. 2016).</summary>
    public abstract class InstanceNorm : ChannelNorm
    {
        private readonly int unbatched;

        private protected InstanceNorm(string name, int dimensions, long features, double eps, double momentum, bool affine, bool track_running_stats,
            torch.Device? device, torch.ScalarType? dtype)
            : base(name, dimensions + 1, dimensions + 2, features, eps, momentum, affine, track_running_stats, device, dtype) => unbatched = dimensions + 1;

        private protected override torch.Tensor Compute(torch.Tensor input)
        {
            CheckDimensions(input);
            if (input.ndim > unbatched)
                return Normalized(input);
            using var scope = torch.NewDisposeScope();
            return Normalized(input.unsqueeze(0)).squeeze(0).MoveToOuterDisposeScope();
        }

        private torch.Tensor Normalized(torch.Tensor batch) => torch.nn.functional.instance_norm(batch, running_mean, running_var, weight, bias,
            training || !track_running_stats, momentum ?? 0.1, eps);
    }

    /// <summary>Normalisation of each channel of each example of [N, C, L].</summary>
    public sealed class InstanceNorm1d : InstanceNorm
    {
        internal InstanceNorm1d(long features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device,
            torch.ScalarType? dtype)
            : base(nameof(InstanceNorm1d), 1, features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }
    }

    /// <summary>Normalisation of each channel of each example of [N, C, H, W].</summary>
    public sealed class InstanceNorm2d : InstanceNorm
    {
        internal InstanceNorm2d(long features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device,
            torch.ScalarType? dtype)
            : base(nameof(InstanceNorm2d), 2, features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }
    }

    /// <summary>Normalisation of each channel of each example of [N, C, D, H, W].</summary>
    public sealed class InstanceNorm3d : InstanceNorm
    {
        internal InstanceNorm3d(long features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device,
            torch.ScalarType? dtype)
            : base(nameof(InstanceNorm3d), 3, features, eps, momentum, affine, track_running_stats, device, dtype)
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
            /// <summary>Normalisation of each channel of each example of [N, C, L].</summary>
            /// <param name="num_features">Number of channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="momentum">How far the running statistics move towards those of a batch.</param>
            /// <param name="affine">Whether there are a weight and a bias.</param>
            /// <param name="track_running_stats">Whether running statistics are kept for evaluation.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static InstanceNorm1d InstanceNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false,
                bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Normalisation of each channel of each example of [N, C, H, W].</summary>
            /// <param name="num_features">Number of channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="momentum">How far the running statistics move towards those of a batch.</param>
            /// <param name="affine">Whether there are a weight and a bias.</param>
            /// <param name="track_running_stats">Whether running statistics are kept for evaluation.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static InstanceNorm2d InstanceNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false,
                bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Normalisation of each channel of each example of [N, C, D, H, W].</summary>
            /// <param name="num_features">Number of channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="momentum">How far the running statistics move towards those of a batch.</param>
            /// <param name="affine">Whether there are a weight and a bias.</param>
            /// <param name="track_running_stats">Whether running statistics are kept for evaluation.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static InstanceNorm3d InstanceNorm3d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false,
                bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}

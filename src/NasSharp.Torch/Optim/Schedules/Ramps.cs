namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate goes linearly from <paramref name="start_factor"/> to <paramref name="end_factor"/> times the initial rate.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="start_factor">In (0, 1]; PyTorch's default 1/3.</param>
            /// <param name="end_factor">In [0, 1]; PyTorch's default 1.</param>
            /// <param name="total_iters">Epochs until the end factor is reached.</param>
            /// <param name="last_epoch">The epoch before the first; -1 starts at the beginning.</param>
            /// <param name="verbose">Whether changes are printed.</param>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5,
                int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            /// <summary>
            /// The rate is <paramref name="factor"/> times the initial rate until <paramref name="total_iters"/>, the initial rate from then on.
            /// </summary>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1,
                bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            /// <summary>The rate falls to zero as <c>(1 - epoch / total_iters) ^ power</c>.</summary>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);

            /// <summary>A linear warm-up of <paramref name="warmup_iters"/> epochs, then <paramref name="after"/> from its beginning.</summary>
            public static LRScheduler WarmupLR(Optimizer optimizer, int warmup_iters, LRScheduler after, double start_factor = 1.0 / 3) =>
                SequentialLR(optimizer, [LinearLR(optimizer, start_factor, 1, warmup_iters), after], [warmup_iters]);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.LinearLR"/>.</summary>
                public sealed class LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5,
                    int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly double start = Check(start_factor, start_factor is > 0 and <= 1, nameof(start_factor), "must be above 0 and at most 1");
                    private readonly double end = Check(end_factor, end_factor is >= 0 and <= 1, nameof(end_factor), "must be between 0 and 1");
                    private readonly int total = Check(total_iters, total_iters > 0, nameof(total_iters), "must be above 0");

                    /// <inheritdoc/>
                    protected override double Rate(int group)
                    {
                        if (last_epoch == 0)
                            return Current(group) * start;
                        return last_epoch > total
                            ? Current(group)
                            : Current(group) * (1 + ((end - start) / ((total * start) + ((last_epoch - 1) * (end - start)))));
                    }

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group) => Base(group) * (start + ((end - start) * Math.Min(total, last_epoch) / total));
                }

                /// <summary>See <see cref="lr_scheduler.ConstantLR"/>.</summary>
                public sealed class ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly double factor = Check(factor, factor is > 0 and <= 1, nameof(factor), "must be above 0 and at most 1");

                    /// <inheritdoc/>
                    protected override double Rate(int group)
                    {
                        if (last_epoch == 0)
                            return Current(group) * factor;
                        return last_epoch == total_iters ? Current(group) * (1 / factor) : Current(group);
                    }

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group) => last_epoch >= total_iters ? Base(group) : Base(group) * factor;
                }

                /// <summary>See <see cref="lr_scheduler.PolynomialLR"/>.</summary>
                public sealed class PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly double total = Check(total_iters, total_iters > 0, nameof(total_iters), "must be above 0");

                    /// <inheritdoc/>
                    protected override double Rate(int group) => last_epoch == 0 || last_epoch > total
                        ? Current(group)
                        : Current(group) * Math.Pow((1 - (last_epoch / total)) / (1 - ((last_epoch - 1) / total)), power);

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group) => Base(group) * Math.Pow(1 - (Math.Min(total, last_epoch) / total), power);
                }
            }
        }
    }
}

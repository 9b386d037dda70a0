namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// The rate follows half a cosine from the initial rate to <paramref name="eta_min"/> in <paramref name="T_max"/> epochs, and back
            /// after that (Loshchilov and Hutter 2017, without restarts).
            /// </summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>
            /// The rate follows half a cosine from the initial rate to <paramref name="eta_min"/> in <paramref name="T_0"/> epochs and starts
            /// again, each time <paramref name="T_mult"/> times as long (Loshchilov and Hutter 2017).
            /// </summary>
            public static LRScheduler CosineAnnealingWarmRestarts(Optimizer optimizer, int T_0, int T_mult = 1, double eta_min = 0, int last_epoch = -1,
                bool verbose = false) =>
                new impl.CosineAnnealingWarmRestarts(optimizer, T_0, T_mult, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.CosineAnnealingLR"/>.</summary>
                public sealed class CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly double period = Check(T_max, T_max > 0, nameof(T_max), "must be above 0");

                    /// <inheritdoc/>
                    protected override double Rate(int group)
                    {
                        if (last_epoch == 0)
                            return Current(group);
                        if (step_count == 1)
                            return ClosedForm(group);
                        // Where the cosine touches its minimum the ratio of neighbours is 0 / 0: start upwards from there.
                        if ((last_epoch - 1 - period) % (2 * period) == 0)
                            return Current(group) + ((Base(group) - eta_min) * (1 - Math.Cos(Math.PI / period)) / 2);
                        return (1 + Math.Cos(Math.PI * last_epoch / period)) / (1 + Math.Cos(Math.PI * (last_epoch - 1) / period)) * (Current(group) - eta_min) + eta_min;
                    }

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group) => eta_min + ((Base(group) - eta_min) * (1 + Math.Cos(Math.PI * last_epoch / period)) / 2);
                }

                /// <summary>See <see cref="lr_scheduler.CosineAnnealingWarmRestarts"/>.</summary>
                public sealed class CosineAnnealingWarmRestarts(Optimizer optimizer, int T_0, int T_mult = 1, double eta_min = 0, int last_epoch = -1,
                    bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly int first = Check(T_0, T_0 > 0, nameof(T_0), "must be above 0");
                    private readonly int factor = Check(T_mult, T_mult >= 1, nameof(T_mult), "must be at least 1");

                    /// <inheritdoc/>
                    protected override double Rate(int group)
                    {
                        long within = last_epoch;
                        long length = first;
                        if (factor == 1)
                            within %= length;
                        while (within >= length)
                        {
                            within -= length;
                            length *= factor;
                        }
                        return eta_min + ((Base(group) - eta_min) * (1 + Math.Cos(Math.PI * within / length)) / 2);
                    }
                }
            }
        }
    }
}

using static NasSharp.Torch.torch.optim.lr_scheduler.impl.CyclicLR;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate goes up and down between two bounds, with momentum the other way (Smith 2017).</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="base_lr">The lower bound.</param>
            /// <param name="max_lr">The upper bound.</param>
            /// <param name="step_size_up">Steps of a rise.</param>
            /// <param name="step_size_down">Steps of a fall; -1: as many as of a rise.</param>
            /// <param name="mode">How the height changes from cycle to cycle; ignored when <paramref name="scale_fn"/> is given.</param>
            /// <param name="gamma">The factor of <see cref="Mode.ExpRange"/>.</param>
            /// <param name="scale_fn">The height as a function of the cycle (from 1) or the step.</param>
            /// <param name="scale_mode">What <paramref name="scale_fn"/> is a function of.</param>
            /// <param name="cycle_momentum">Whether momentum, or Adam's beta1, is changed too.</param>
            /// <param name="base_momentum">Momentum at the upper bound.</param>
            /// <param name="max_momentum">Momentum at the lower bound.</param>
            /// <param name="last_epoch">The step before the first; -1 starts at the beginning.</param>
            /// <param name="verbose">Whether changes are printed.</param>
            public static LRScheduler CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle,
                bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum,
                    base_momentum, max_momentum, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.CyclicLR"/>.</summary>
                public sealed class CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                    Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle,
                    bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly double up = Check(step_size_up, step_size_up > 0, nameof(step_size_up), "must be above 0");
                    private readonly double down = Check(step_size_down, step_size_down is > 0 or -1, nameof(step_size_down), "must be above 0, or -1") == -1
                        ? step_size_up
                        : step_size_down;

                    /// <summary>How the height changes from cycle to cycle.</summary>
                    public enum Mode
                    {
                        /// <summary>It does not.</summary>
                        Triangular,

                        /// <summary>It is halved.</summary>
                        Triangular2,

                        /// <summary>It is multiplied with gamma at every step.</summary>
                        ExpRange,
                    }

                    /// <summary>What a scale function is a function of.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The cycle, from 1.</summary>
                        Cycle,

                        /// <summary>The step, from 0.</summary>
                        Iterations,
                    }

                    /// <inheritdoc/>
                    protected override double Rate(int group)
                    {
                        var period = up + down;
                        var cycle = Math.Floor(1 + (last_epoch / period));
                        var x = 1 + (last_epoch / period) - cycle;
                        var peak = up / period;
                        var height = (x <= peak ? x / peak : (x - 1) / (peak - 1)) * Scale(cycle);
                        if (cycle_momentum)
                            Optimizer.ParamGroups[group].Settled.CycledMomentum = max_momentum - ((max_momentum - base_momentum) * height);
                        return base_lr + ((max_lr - base_lr) * height);
                    }

                    private protected override void Prepare(bool fromBeginning)
                    {
                        foreach (var group in Optimizer.ParamGroups)
                        {
                            if (fromBeginning)
                                group.InitialLearningRate = base_lr;
                        }
                    }

                    private double Scale(double cycle)
                    {
                        if (scale_fn is not null)
                            return scale_fn(scale_mode == ScaleMode.Cycle ? cycle : last_epoch);
                        return mode switch
                        {
                            Mode.Triangular2 => 1 / Math.Pow(2, cycle - 1),
                            Mode.ExpRange => Math.Pow(gamma, last_epoch),
                            _ => 1,
                        };
                    }
                }
            }
        }
    }
}

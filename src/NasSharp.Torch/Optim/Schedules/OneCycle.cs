using static NasSharp.Torch.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>One rise to <paramref name="max_lr"/> and one fall far below the start, with momentum the other way (Smith and Topin 2018).</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="max_lr">The highest rate.</param>
            /// <param name="total_steps">Steps in all; or give <paramref name="epochs"/> and <paramref name="steps_per_epoch"/>.</param>
            /// <param name="epochs">Epochs in all.</param>
            /// <param name="steps_per_epoch">Steps of one epoch.</param>
            /// <param name="pct_start">The part of the steps that rises; in [0, 1].</param>
            /// <param name="anneal_strategy">The shape of rise and fall.</param>
            /// <param name="cycle_momentum">Whether momentum, or Adam's beta1, is changed too.</param>
            /// <param name="base_momentum">Momentum at the highest rate.</param>
            /// <param name="max_momentum">Momentum at the start.</param>
            /// <param name="div_factor">The highest rate over the first.</param>
            /// <param name="final_div_factor">The first rate over the last.</param>
            /// <param name="three_phase">Whether the fall back to the start and the fall to the end are two phases.</param>
            /// <param name="last_epoch">The step before the first; -1 starts at the beginning.</param>
            /// <param name="verbose">Whether changes are printed.</param>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1,
                bool verbose = false) =>
                new impl.OneCycleLR(optimizer, [.. optimizer.ParamGroups.Select(_ => max_lr)], total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy,
                    cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.OneCycleLR"/>; <c>max_lr</c> is one number a group.</summary>
                public sealed class OneCycleLR(Optimizer optimizer, double[] max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                    double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                    double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1,
                    bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly int total = total_steps != -1 || (epochs > 0 && steps_per_epoch > 0)
                        ? Check(total_steps == -1 ? epochs * steps_per_epoch : total_steps, total_steps is > 0 or -1, nameof(total_steps), "must be above 0")
                        : throw new ArgumentException("OneCycleLR needs total_steps, or epochs and steps_per_epoch");
                    private readonly double rise = Check(pct_start, pct_start is >= 0 and <= 1, nameof(pct_start), "must be between 0 and 1");
                    private readonly double[] top = Check(max_lr, max_lr.Length == optimizer.ParamGroups.Count, nameof(max_lr),
                        "must be one number for each parameter group");

                    /// <summary>The shape of a rise or fall.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,

                        /// <summary>A straight line.</summary>
                        Linear,
                    }

                    /// <inheritdoc/>
                    protected override double Rate(int group)
                    {
                        if (last_epoch > total)
                            throw new InvalidOperationException($"OneCycleLR was made for {total} steps and was asked for step {last_epoch + 1}");
                        var first = top[group] / div_factor;
                        var last = first / final_div_factor;
                        double begin = 0;
                        foreach (var (end, from, to, momentumFrom, momentumTo) in Phases(first, top[group], last))
                        {
                            if (last_epoch <= end || end == total - 1)
                            {
                                var part = (last_epoch - begin) / (end - begin);
                                if (cycle_momentum)
                                    Optimizer.ParamGroups[group].Settled.CycledMomentum = Anneal(momentumFrom, momentumTo, part);
                                return Anneal(from, to, part);
                            }
                            begin = end;
                        }
                        throw new InvalidOperationException($"OneCycleLR has no phase for step {last_epoch}");
                    }

                    private protected override void Prepare(bool fromBeginning)
                    {
                        for (var i = 0; fromBeginning && i < top.Length; i++)
                        {
                            var group = Optimizer.ParamGroups[i];
                            group.InitialLearningRate = top[i] / div_factor;
                            if (cycle_momentum)
                                group.Settled.CycledMomentum = max_momentum;
                        }
                    }

                    private IEnumerable<(double end, double from, double to, double momentumFrom, double momentumTo)> Phases(
                        double first, double highest, double last)
                    {
                        yield return ((rise * total) - 1, first, highest, max_momentum, base_momentum);
                        if (three_phase)
                        {
                            yield return ((2 * rise * total) - 2, highest, first, base_momentum, max_momentum);
                            yield return (total - 1, first, last, max_momentum, max_momentum);
                        }
                        else
                        {
                            yield return (total - 1, highest, last, base_momentum, max_momentum);
                        }
                    }

                    private double Anneal(double from, double to, double part) => anneal_strategy == AnnealStrategy.Cos
                        ? to + ((from - to) / 2 * (Math.Cos(Math.PI * part) + 1))
                        : ((to - from) * part) + from;
                }
            }
        }
    }
}

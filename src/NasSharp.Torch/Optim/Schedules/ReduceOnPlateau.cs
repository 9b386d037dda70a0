namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate is multiplied with <paramref name="factor"/> when a metric, given to <c>step(metric)</c>, has stopped improving.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="mode"><c>min</c> when the metric should fall, <c>max</c> when it should rise.</param>
            /// <param name="factor">In [0, 1).</param>
            /// <param name="patience">Epochs without improvement that are let pass.</param>
            /// <param name="threshold">What counts as an improvement.</param>
            /// <param name="threshold_mode"><c>rel</c>: a part of the best value; <c>abs</c>: a difference from it.</param>
            /// <param name="cooldown">Epochs after a change in which nothing is counted.</param>
            /// <param name="min_lr">Lower bounds, one a group; null: 0.</param>
            /// <param name="eps">Smaller changes are not made.</param>
            /// <param name="verbose">Whether changes are printed.</param>
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10,
                double threshold = 1e-4,
                string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.ReduceLROnPlateau"/>.</summary>
                public sealed class ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4,
                    string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                    : LRScheduler(optimizer, -1, verbose)
                {
                    private readonly bool smaller = Check(mode, mode is "min" or "max", nameof(mode), "must be 'min' or 'max'") == "min";
                    private readonly bool relative = Check(threshold_mode, threshold_mode is "rel" or "abs", nameof(threshold_mode),
                        "must be 'rel' or 'abs'") == "rel";
                    private readonly double factor = Check(factor, factor is >= 0 and < 1, nameof(factor), "must be at least 0 and below 1");
                    private readonly double[] least = min_lr is null
                        ? new double[optimizer.ParamGroups.Count]
                        : Check(min_lr.ToArray(), min_lr.Count == optimizer.ParamGroups.Count, nameof(min_lr), "must be one number for each parameter group");
                    private double? best;
                    private int bad;
                    private int cooling;

                    /// <summary>Throws: this schedule needs the metric.</summary>
                    public override void step(int? epoch) =>
                        throw new InvalidOperationException("ReduceLROnPlateau.step needs the metric: call step(double)");

                    /// <summary>Looks at the metric of one more epoch.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        step_count++;
                        last_epoch = epoch ?? (last_epoch + 1);
                        if (IsBetter(current))
                        {
                            best = current;
                            bad = 0;
                        }
                        else
                        {
                            bad++;
                        }
                        if (cooling > 0)
                        {
                            cooling--;
                            bad = 0;
                        }
                        if (bad > patience)
                        {
                            for (var i = 0; i < least.Length; i++)
                                Optimizer.ParamGroups[i].LearningRate = Rate(i);
                            cooling = cooldown;
                            bad = 0;
                        }
                        Report();
                    }

                    /// <inheritdoc/>
                    protected override double Rate(int group)
                    {
                        var reduced = Math.Max(Current(group) * factor, least[group]);
                        return Current(group) - reduced > eps ? reduced : Current(group);
                    }

                    private protected override void Start() => last_epoch = 0;

                    private bool IsBetter(double value)
                    {
                        if (best is not { } b)
                            return !double.IsNaN(value);
                        if (smaller)
                            return value < (relative ? b * (1 - threshold) : b - threshold);
                        return value > (relative ? b * (1 + threshold) : b + threshold);
                    }

                    internal override void Save(IDictionary<string, double> numbers)
                    {
                        base.Save(numbers);
                        numbers["bad"] = bad;
                        numbers["cooling"] = cooling;
                        if (best is { } b)
                            numbers["best"] = b;
                    }

                    internal override void Load(IReadOnlyDictionary<string, double> numbers)
                    {
                        base.Load(numbers);
                        bad = (int)numbers["bad"];
                        cooling = (int)numbers["cooling"];
                        best = numbers.TryGetValue("best", out var b) ? b : null;
                    }
                }
            }
        }
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate is the initial rate times <paramref name="lr_lambda"/> of the epoch.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, [.. optimizer.ParamGroups.Select(_ => lr_lambda)], last_epoch, verbose);

            /// <summary>The rate of each group is its initial rate times its own function of the epoch.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, [.. lr_lambdas], last_epoch, verbose);

            /// <summary>The rate is multiplied with <paramref name="lr_lambda"/> of the epoch at each step.</summary>
            public static LRScheduler MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiplicativeLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>The rate is multiplied with <paramref name="gamma"/> every <paramref name="step_size"/> epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            /// <summary>The rate is multiplied with <paramref name="gamma"/> at each milestone; an epoch listed twice counts twice.</summary>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            /// <summary>The rate is multiplied with <paramref name="gamma"/> every epoch.</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.LambdaLR(Optimizer, Func{int, double}, int, bool)"/>.</summary>
                public sealed class LambdaLR(Optimizer optimizer, Func<int, double>[] lr_lambdas, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly Func<int, double>[] lambdas = Check(lr_lambdas, lr_lambdas.Length == optimizer.ParamGroups.Count,
                        nameof(lr_lambdas), "must be one function for each parameter group");

                    /// <inheritdoc/>
                    protected override double Rate(int group) => Base(group) * lambdas[group](last_epoch);
                }

                /// <summary>See <see cref="lr_scheduler.MultiplicativeLR"/>.</summary>
                public sealed class MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override double Rate(int group) => last_epoch == 0 ? Current(group) : Current(group) * lr_lambda(last_epoch);

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group)
                    {
                        var rate = Base(group);
                        for (var epoch = 1; epoch <= last_epoch; epoch++)
                            rate *= lr_lambda(epoch);
                        return rate;
                    }
                }

                /// <summary>See <see cref="lr_scheduler.StepLR"/>.</summary>
                public sealed class StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly int size = Check(step_size, step_size > 0, nameof(step_size), "must be above 0");

                    /// <inheritdoc/>
                    protected override double Rate(int group) => last_epoch == 0 || last_epoch % size != 0 ? Current(group) : Current(group) * gamma;

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group) => Base(group) * Math.Pow(gamma, last_epoch / size);
                }

                /// <summary>See <see cref="lr_scheduler.MultiStepLR"/>.</summary>
                public sealed class MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    private readonly int[] milestones = [.. milestones];

                    /// <inheritdoc/>
                    protected override double Rate(int group) => Current(group) * Math.Pow(gamma, milestones.Count(m => m == last_epoch));

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group) => Base(group) * Math.Pow(gamma, milestones.Count(m => m <= last_epoch));
                }

                /// <summary>See <see cref="lr_scheduler.ExponentialLR"/>.</summary>
                public sealed class ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override double Rate(int group) => last_epoch == 0 ? Current(group) : Current(group) * gamma;

                    /// <inheritdoc/>
                    protected override double ClosedForm(int group) => Base(group) * Math.Pow(gamma, last_epoch);
                }
            }
        }
    }
}

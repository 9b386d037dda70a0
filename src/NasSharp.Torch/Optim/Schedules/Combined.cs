namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>One schedule after another; each starts from its beginning at its milestone.</summary>
            /// <param name="optimizer">The optimizer of all of them.</param>
            /// <param name="schedulers">The schedules in order.</param>
            /// <param name="milestones">The epochs at which the second, third, ... take over.</param>
            /// <param name="last_epoch">The epoch before the first; -1 starts at the beginning.</param>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones,
                int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, [.. schedulers], [.. milestones], last_epoch);

            /// <summary>Several schedules at once, each working on what the one before it has set.</summary>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR([.. schedulers]);

            public static partial class impl
            {
                /// <summary>A schedule made of others.</summary>
                public abstract class CombinedLR : LRScheduler
                {
                    private protected CombinedLR(Optimizer optimizer, LRScheduler[] parts, int last_epoch) : base(optimizer, last_epoch)
                    {
                        Parts = parts;
                        foreach (var part in parts)
                        {
                            if (!ReferenceEquals(part.Optimizer, optimizer))
                                throw new ArgumentException("the combined schedules belong to different optimizers");
                        }
                    }

                    private protected LRScheduler[] Parts { get; }

                    /// <inheritdoc/>
                    protected sealed override double Rate(int group) => Current(group);

                    private protected sealed override void Start() => last_epoch++;

                    internal sealed override void Save(IDictionary<string, double> numbers)
                    {
                        base.Save(numbers);
                        for (var i = 0; i < Parts.Length; i++)
                        {
                            foreach (var (key, value) in Parts[i].state_dict().Numbers)
                                numbers[$"{i}.{key}"] = value;
                        }
                    }

                    internal sealed override void Load(IReadOnlyDictionary<string, double> numbers)
                    {
                        base.Load(numbers);
                        for (var i = 0; i < Parts.Length; i++)
                        {
                            var prefix = $"{i}.";
                            Parts[i].Load(numbers.Where(n => n.Key.StartsWith(prefix, StringComparison.Ordinal))
                                .ToDictionary(n => n.Key[prefix.Length..], n => n.Value));
                        }
                    }
                }

                /// <summary>See <see cref="lr_scheduler.SequentialLR"/>.</summary>
                public sealed class SequentialLR : CombinedLR
                {
                    private readonly int[] milestones;

                    /// <summary>Makes the schedule and sets the first rate of its first part.</summary>
                    public SequentialLR(Optimizer optimizer, LRScheduler[] schedulers, int[] milestones, int last_epoch = -1)
                        : base(optimizer, schedulers, last_epoch)
                    {
                        if (schedulers.Length == 0 || milestones.Length != schedulers.Length - 1)
                            throw new ArgumentException($"{schedulers.Length} schedules need {Math.Max(schedulers.Length - 1, 1)} milestones, there are {milestones.Length}", nameof(milestones));
                        this.milestones = milestones;
                        // Every part has set its first rate when it was made; only the first one may.
                        foreach (var group in optimizer.ParamGroups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var part in schedulers)
                            part.Rewind();
                        schedulers[0].StartAgain();
                        Report();
                    }

                    /// <inheritdoc/>
                    public override void step(int? epoch)
                    {
                        step_count++;
                        last_epoch = epoch ?? (last_epoch + 1);
                        var part = milestones.Count(m => m <= last_epoch);
                        if (epoch is not null)
                            Parts[part].step(last_epoch - (part == 0 ? 0 : milestones[part - 1]));
                        else if (part > 0 && milestones[part - 1] == last_epoch)
                            Parts[part].step(0);
                        else
                            Parts[part].step();
                        Report();
                    }
                }

                /// <summary>See <see cref="lr_scheduler.ChainedLR"/>.</summary>
                public sealed class ChainedLR : CombinedLR
                {
                    /// <summary>Combines schedules of one optimizer.</summary>
                    public ChainedLR(LRScheduler[] schedulers)
                        : base(First(schedulers).Optimizer, schedulers, -1)
                    {
                        Report();
                    }

                    /// <inheritdoc/>
                    public override void step(int? epoch)
                    {
                        step_count++;
                        last_epoch = epoch ?? (last_epoch + 1);
                        foreach (var part in Parts)
                            part.step(epoch);
                        Report();
                    }

                    private static LRScheduler First(LRScheduler[] schedulers) => schedulers.Length > 0
                        ? schedulers[0]
                        : throw new ArgumentException("there are no schedules to combine", nameof(schedulers));
                }
            }
        }
    }
}

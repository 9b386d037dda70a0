using System.Globalization;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning-rate schedules. Each sets the rate of epoch 0 when it is made; <c>step()</c> goes on to the next epoch.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Changes the learning rates of an optimizer from step to step (an epoch or a batch, as the caller decides). A subclass says what
            /// the rate of a group becomes.
            /// </summary>
            public abstract class LRScheduler
            {
                private readonly Optimizer optimizer;
                private readonly bool verbose;
                private double[] base_lrs;
                private double[] last_lrs;

                /// <summary>Attaches a schedule and sets its first rate.</summary>
                /// <param name="optimizer">The optimizer whose rates are set.</param>
                /// <param name="last_epoch">The epoch before the first; -1 starts at the beginning.</param>
                /// <param name="verbose">Whether changes of the rate are printed.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentOutOfRangeException.ThrowIfLessThan(last_epoch, -1);
                    this.optimizer = optimizer;
                    this.verbose = verbose;
                    this.last_epoch = last_epoch;
                    foreach (var group in optimizer.ParamGroups)
                        group.BeginSchedule();
                    Prepare(last_epoch == -1);
                    base_lrs = [.. optimizer.ParamGroups.Select(g => g.InitialLearningRate)];
                    last_lrs = [.. optimizer.ParamGroups.Select(g => g.LearningRate)];
                    Start();
                }

                /// <summary>The epoch whose rates are set; 0 at first.</summary>
                public int last_epoch { get; private protected set; }

                /// <summary>Rates set so far, the first one included.</summary>
                public int step_count { get; private protected set; }

                internal Optimizer Optimizer => optimizer;

                /// <summary>Goes on to the next epoch.</summary>
                public void step() => step(null);

                /// <summary>Goes on to the next epoch, or to a given one.</summary>
                public virtual void step(int? epoch)
                {
                    step_count++;
                    last_epoch = epoch ?? (last_epoch + 1);
                    var groups = optimizer.ParamGroups;
                    for (var i = 0; i < groups.Count; i++)
                        groups[i].LearningRate = epoch is null ? Rate(i) : ClosedForm(i);
                    Report();
                }

                /// <summary>Goes on to the next epoch, given a metric that only <c>ReduceLROnPlateau</c> uses.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates that this schedule set last, one a group.</summary>
                public IReadOnlyList<double> get_last_lr() => last_lrs;

                /// <summary>All that is needed to continue exactly, besides the optimizer's own state.</summary>
                public SchedulerState state_dict()
                {
                    var numbers = new OrderedDictionary<string, double>();
                    Save(numbers);
                    return new SchedulerState(GetType().Name, numbers);
                }

                /// <summary>Continues from a state that <see cref="state_dict"/> returned. The current rates are part of the optimizer's state.</summary>
                /// <exception cref="ArgumentException">The state was saved by another kind of schedule or for other groups.</exception>
                public void load_state_dict(SchedulerState state_dict)
                {
                    if (state_dict.Kind != GetType().Name)
                        throw new ArgumentException($"the state was saved by {state_dict.Kind} and cannot be loaded into {GetType().Name}", nameof(state_dict));
                    var own = this.state_dict();
                    if (own.Numbers.Keys.FirstOrDefault(k => !state_dict.Numbers.ContainsKey(k)) is { } missing)
                        throw new ArgumentException($"the state of {state_dict.Kind} has no '{missing}'; was it saved for another number of parameter groups?",
                            nameof(state_dict));
                    Load(state_dict.Numbers);
                }

                /// <summary>The rate of a group at <see cref="last_epoch"/>, usually from its rate one epoch before, so that schedules combine.</summary>
                protected abstract double Rate(int group);

                /// <summary>The rate of a group at <see cref="last_epoch"/>, whatever it was before.</summary>
                protected virtual double ClosedForm(int group) => Rate(group);

                /// <summary>Changes the groups before the schedule reads where it starts.</summary>
                private protected virtual void Prepare(bool fromBeginning)
                {
                }

                private protected virtual void Start()
                {
                    step_count = 0;
                    step();
                }

                /// <summary>The rate of a group now.</summary>
                protected double Current(int group) => optimizer.ParamGroups[group].LearningRate;

                /// <summary>The rate of a group that the schedule starts from.</summary>
                protected double Base(int group) => base_lrs[group];

                private protected void Report()
                {
                    for (var i = 0; i < last_lrs.Length; i++)
                    {
                        if (verbose && Current(i) != last_lrs[i])
                            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                                $"epoch {last_epoch}: learning rate of group {i} is {Current(i):G6}"));
                        last_lrs[i] = Current(i);
                    }
                }

                /// <summary>Takes back the step that the constructor made, for a schedule that starts later inside another.</summary>
                internal void Rewind() => last_epoch--;

                internal void StartAgain() => Start();

                internal virtual void Save(IDictionary<string, double> numbers)
                {
                    numbers["last_epoch"] = last_epoch;
                    numbers["step_count"] = step_count;
                    for (var i = 0; i < base_lrs.Length; i++)
                    {
                        numbers[$"base_lr.{i}"] = base_lrs[i];
                        numbers[$"last_lr.{i}"] = last_lrs[i];
                    }
                }

                internal virtual void Load(IReadOnlyDictionary<string, double> numbers)
                {
                    last_epoch = (int)numbers["last_epoch"];
                    step_count = (int)numbers["step_count"];
                    base_lrs = [.. base_lrs.Select((_, i) => numbers[$"base_lr.{i}"])];
                    last_lrs = [.. last_lrs.Select((_, i) => numbers[$"last_lr.{i}"])];
                }
            }

            /// <summary>The schedules' own classes; use the functions of <see cref="lr_scheduler"/> to make one.</summary>
            public static partial class impl
            {
                private static T Check<T>(T value, bool valid, string name, string rule) =>
                    valid ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} {rule}");
            }
        }
    }
}

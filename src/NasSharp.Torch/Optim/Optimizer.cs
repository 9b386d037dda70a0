using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>Optimizers and learning-rate schedules.</summary>
    public static partial class optim
    {
        /// <summary>What learning-rate schedules see of a parameter group.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate now.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate that schedules start from.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>
        /// Updates parameters from their gradients, a group at a time. Parameters without a gradient are left out of the step: they cost
        /// nothing and keep their values, state and step count. A subclass writes <see cref="Update"/>.
        /// </summary>
        public abstract partial class Optimizer : IDisposable
        {
            private readonly List<ParamGroup> groups = [];
            private readonly HashSet<Tensor> known = new(ReferenceEqualityComparer.Instance);
            private readonly HashSet<string> names = [];
            private readonly OptimizerOptions defaults;

            /// <summary>Makes an optimizer over groups, whose missing settings are taken from <paramref name="defaults"/>.</summary>
            /// <exception cref="ArgumentException">There is no parameter, one occurs twice, or a setting is out of range.</exception>
            protected Optimizer(OptimizerOptions defaults, IEnumerable<ParamGroup> groups)
            {
                this.defaults = defaults;
                foreach (var group in groups)
                    add_param_group(group);
                if (known.Count == 0)
                    throw new ArgumentException($"{GetType().Name} was given no parameters; is the model's RegisterComponents() called?", nameof(groups));
            }

            /// <summary>The groups; their settings may be changed between steps.</summary>
            public IReadOnlyList<ParamGroup> ParamGroups => groups;

            /// <summary>The parameters of all groups.</summary>
            public IEnumerable<Parameter> parameters() => groups.SelectMany(g => g.Items);

            /// <summary>Adds parameters, to be updated with settings of their own where the group has some.</summary>
            /// <exception cref="ArgumentException">A parameter belongs to this optimizer already, or a setting is out of range.</exception>
            public virtual void add_param_group(ParamGroup param_group)
            {
                if (param_group.States is not null)
                    throw new ArgumentException("the group belongs to an optimizer already", nameof(param_group));
                if (param_group.Options is { } own && own.GetType() != defaults.GetType())
                    throw new ArgumentException($"{GetType().Name} needs settings of type {Describe(defaults)}, the group has {Describe(own)}",
                        nameof(param_group));
                var options = param_group.Options ?? (OptimizerOptions)Activator.CreateInstance(defaults.GetType())!;
                options.FillFrom(defaults);
                options.InitialLearningRate = options.LearningRate;
                options.Validate();
                var items = param_group.Items;
                for (var i = 0; i < items.Length; i++)
                {
                    if (!known.Add(items[i]))
                        throw new ArgumentException($"parameter '{param_group.Names?[i] ?? $"{i}"}' ({items[i].Describe()}) is given to {GetType().Name} twice", nameof(param_group));
                    if (param_group.Names is { } given && !names.Add(given[i]))
                        throw new ArgumentException($"two parameters given to {GetType().Name} have the name '{given[i]}'", nameof(param_group));
                }
                param_group.Options = options;
                param_group.States = new ParameterState?[items.Length];
                groups.Add(param_group);
            }

            /// <summary>Updates all parameters that have a gradient.</summary>
            /// <param name="closure">Computes the loss and its gradients first, with recording switched on.</param>
            /// <returns>The closure's loss, or null without one.</returns>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                Tensor? loss = null;
                if (closure is not null)
                {
                    using (enable_grad())
                        loss = closure();
                }
                using var recording = no_grad();
                using var scope = NewDisposeScope();
                foreach (var group in groups)
                {
                    if (Collect(group) is { } batch)
                        Update(group, batch);
                }
                return loss;
            }

            /// <summary>Clears the gradients; they become null, which the next step skips, unless <paramref name="set_to_none"/> is false.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                using var scope = NewDisposeScope();
                if (set_to_none)
                {
                    foreach (var parameter in parameters())
                        parameter.grad = null;
                    return;
                }
                using var recording = no_grad();
                var gradients = parameters().Select(p => p.grad).OfType<Tensor>().ToArray();
                if (gradients.Length > 0)
                    Ops.ForeachZero.CallVoid(gradients);
            }

            /// <summary>Moves the state to a device, as the parameters were moved.</summary>
            public void to(Device device)
            {
                foreach (var state in groups.SelectMany(g => g.States!).OfType<ParameterState>())
                {
                    foreach (var (name, tensor) in state.Tensors.ToList())
                        state.Put(name, tensor.to(device));
                }
            }

            /// <summary>Frees the state; the parameters stay.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the state.</summary>
            protected virtual void Dispose(bool disposing)
            {
                foreach (var group in groups)
                {
                    for (var i = 0; i < group.States!.Length; i++)
                    {
                        group.States[i]?.Dispose();
                        group.States[i] = null;
                    }
                }
            }

            /// <summary>Updates the parameters of a batch in place; runs without recording, in a dispose scope of its own.</summary>
            protected abstract void Update(ParamGroup group, ParameterBatch batch);

            private static ParameterBatch? Collect(ParamGroup group)
            {
                var items = group.Items;
                var states = group.States!;
                var active = new List<int>(items.Length);
                var gradients = new List<Tensor>(items.Length);
                for (var i = 0; i < items.Length; i++)
                {
                    if (items[i].grad is { } gradient)
                    {
                        active.Add(i);
                        gradients.Add(gradient);
                        states[i] ??= new ParameterState();
                    }
                }
                return active.Count == 0
                    ? null
                    : new ParameterBatch([.. active.Select(Tensor (i) => items[i])], [.. gradients], [.. active.Select(i => states[i]!)]);
            }

            private static string Describe(OptimizerOptions options) => options.GetType().FullName!.Split('.')[^1].Replace('+', '.');
        }
    }
}

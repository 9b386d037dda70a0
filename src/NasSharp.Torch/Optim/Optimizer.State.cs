using System.Globalization;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class optim
    {
        public abstract partial class Optimizer
        {
            /// <summary>All that is needed to continue exactly from here: settings, step counts and tensors (the optimizer's own, not copies).</summary>
            public OptimizerState state_dict()
            {
                var numbers = new OrderedDictionary<string, double>();
                var tensors = new OrderedDictionary<string, Tensor>();
                for (var g = 0; g < groups.Count; g++)
                {
                    foreach (var (name, value) in groups[g].Settled.Values)
                        numbers.Add($"group.{g}.{name}", value);
                }
                foreach (var (key, group, index) in Keys())
                {
                    if (group.States![index] is not { } state)
                        continue;
                    numbers.Add($"state.{key}.step", state.step);
                    foreach (var (name, tensor) in state.Tensors)
                        tensors.Add($"state.{key}.{name}", tensor);
                }
                return new OptimizerState(GetType().Name, numbers, tensors);
            }

            /// <summary>Continues from a state that <see cref="state_dict"/> returned; the tensors are copied to the parameters' devices and layouts.</summary>
            /// <exception cref="ArgumentException">The state belongs to another algorithm or to other parameters; nothing is changed then.</exception>
            public void load_state_dict(OptimizerState state_dict)
            {
                CheckState(state_dict);
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                for (var g = 0; g < groups.Count; g++)
                {
                    foreach (var name in groups[g].Settled.Values.Keys.ToList())
                        groups[g].Settled.Restore(name, state_dict.Numbers[$"group.{g}.{name}"]);
                }
                var slots = state_dict.Tensors.ToLookup(t => Owner(t.Key));
                foreach (var (key, group, index) in Keys())
                {
                    group.States![index]?.Dispose();
                    group.States[index] = null;
                    if (!state_dict.Numbers.TryGetValue($"state.{key}.step", out var step))
                        continue;
                    var state = group.States[index] = new ParameterState { step = (long)step };
                    foreach (var (slot, value) in slots[$"state.{key}"])
                        state.Put(slot[(slot.LastIndexOf('.') + 1)..], empty_like(group.Items[index], value.dtype).copy_(value));
                }
            }

            private void CheckState(OptimizerState state)
            {
                if (state.Kind != GetType().Name)
                    throw new ArgumentException($"the state was saved by {state.Kind} and cannot be loaded into {GetType().Name}", nameof(state));
                var saved = state.Numbers.Keys.Where(k => k.StartsWith("group.", StringComparison.Ordinal)).ToHashSet();
                var own = groups.SelectMany((group, g) => group.Settled.Values.Keys.Select(name => $"group.{g}.{name}")).ToHashSet();
                if (!saved.SetEquals(own))
                {
                    var first = saved.Concat(own).First(k => !(saved.Contains(k) && own.Contains(k)));
                    throw new ArgumentException($"the state of {state.Kind} has other parameter groups: '{first}' is only in the {(saved.Contains(first) ? "state" : "optimizer")}", nameof(state));
                }
                var shapes = Keys().ToDictionary(k => $"state.{k.key}", k => k.group.Items[k.index]);
                foreach (var key in state.Numbers.Keys.Where(k => k.StartsWith("state.", StringComparison.Ordinal)).Concat(state.Tensors.Keys))
                {
                    if (!shapes.TryGetValue(Owner(key), out var parameter))
                        throw new ArgumentException($"the state of {state.Kind} has '{key}', but the optimizer has no such parameter", nameof(state));
                    if (state.Tensors.TryGetValue(key, out var tensor) && !tensor.shape.AsSpan().SequenceEqual(parameter.shape))
                        throw new ArgumentException($"the state of {state.Kind} has '{key}' as {tensor.Describe()}, the parameter is {parameter.Describe()}",
                            nameof(state));
                }
            }

            private IEnumerable<(string key, ParamGroup group, int index)> Keys()
            {
                var position = 0;
                foreach (var group in groups)
                {
                    for (var i = 0; i < group.Items.Length; i++, position++)
                        yield return (group.Names?[i] ?? position.ToString(CultureInfo.InvariantCulture), group, i);
                }
            }

            // Names of parameters contain dots, names of slots do not.
            private static string Owner(string key) => key[..Math.Max(key.LastIndexOf('.'), 0)];
        }
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>The parameters and persistent buffers with dotted paths, in network order. The tensors are those of the module, not copies.</summary>
            public virtual OrderedDictionary<string, Tensor> state_dict()
            {
                var state = new OrderedDictionary<string, Tensor>();
                AddState("", state);
                return state;
            }

            // As in PyTorch, a module that is used in two places is listed under both.
            private void AddState(string path, OrderedDictionary<string, Tensor> state)
            {
                foreach (var (key, parameter) in Parameters)
                    state.Add(Join(path, key), parameter);
                foreach (var (key, (buffer, persistent)) in Buffers)
                {
                    if (persistent)
                        state.Add(Join(path, key), buffer);
                }
                foreach (var (key, child) in Children)
                    child.AddState(Join(path, key), state);
            }

            /// <summary>Copies values into the parameters and persistent buffers.</summary>
            /// <param name="source">Values by dotted path; they are converted to the module's element types and devices.</param>
            /// <param name="strict">Whether a missing or unexpected name is an error.</param>
            /// <exception cref="ArgumentException">A name is missing or unexpected, or a shape differs; all of them are listed and nothing is changed.</exception>
            /// <returns>The names that are missing in the source, and those that the module does not have.</returns>
            public virtual (IReadOnlyList<string> missing_keys, IReadOnlyList<string> unexpected_keys) load_state_dict(
                IReadOnlyDictionary<string, Tensor> source, bool strict = true)
            {
                var state = state_dict();
                var missing = state.Keys.Where(key => !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => !state.ContainsKey(key)).ToList();
                var wrong = state.Where(entry => source.TryGetValue(entry.Key, out var value) && !value.shape.SequenceEqual(entry.Value.shape))
                    .Select(entry => $"{entry.Key} is {entry.Value.Describe()} in the module and {source[entry.Key].Describe()} in the source").ToList();
                if (strict)
                {
                    wrong.AddRange(missing.Select(key => $"{key} is missing in the source"));
                    wrong.AddRange(unexpected.Select(key => $"{key} is not in the module"));
                }
                if (wrong.Count > 0)
                    throw new ArgumentException($"the state does not fit {GetName()}: {string.Join("; ", wrong.Take(8))}{(wrong.Count > 8 ? $"; and {wrong.Count - 8} more" : "")}");
                using (no_grad())
                using (NewDisposeScope())
                {
                    foreach (var (key, target) in state)
                    {
                        if (source.TryGetValue(key, out var value))
                            target.copy_(value);
                    }
                }
                return (missing, unexpected);
            }

            // Exchanges the memory behind parameters, gradients and buffers; the objects stay the same, so optimizers and fields keep working.
            internal void ReplaceData(Func<Tensor, Tensor> convert)
            {
                using var scope = NewDisposeScope();
                using (no_grad())
                {
                    foreach (var parameter in parameters())
                    {
                        var grad = parameter.grad;
                        parameter.set_data(convert(parameter));
                        if (grad is not null)
                            parameter.grad = convert(grad);
                    }
                    foreach (var (_, buffer) in named_buffers())
                        buffer.set_data(convert(buffer));
                }
            }
        }
    }
}

/// <summary>Moving modules: extension methods, so that the result keeps the module's own type.</summary>
public static class ModuleExtensions
{
    /// <summary>Moves parameters and buffers to a device.</summary>
    public static T to<T>(this T module, torch.Device device)
        where T : torch.nn.Module
    {
        module.ReplaceData(t => t.to(device));
        return module;
    }

    /// <summary>Moves parameters and buffers to a device.</summary>
    public static T to<T>(this T module, DeviceType type, int index = -1)
        where T : torch.nn.Module => module.to(new torch.Device(type, index));

    /// <summary>Converts floating-point parameters and buffers to an element type; integer buffers stay.</summary>
    public static T to<T>(this T module, torch.ScalarType type)
        where T : torch.nn.Module
    {
        module.ReplaceData(t => t.is_floating_point() ? t.to(type) : t.alias());
        return module;
    }

    /// <summary>Moves parameters and buffers to a device and converts floating-point ones.</summary>
    public static T to<T>(this T module, torch.Device device, torch.ScalarType type)
        where T : torch.nn.Module => module.to(device).to(type);

    /// <summary>Lays 4-d parameters and buffers out in a memory format; <c>channels_last</c> is the fast one for convolutions.</summary>
    public static T to<T>(this T module, torch.memory_format format)
        where T : torch.nn.Module
    {
        var dimensions = format == torch.memory_format.channels_last_3d ? 5 : 4;
        module.ReplaceData(t => t.ndim == dimensions ? t.contiguous(format) : t.alias());
        return module;
    }

    /// <summary>Moves the module to the CPU.</summary>
    public static T cpu<T>(this T module)
        where T : torch.nn.Module => module.to(torch.CPU);

    /// <summary>Moves the module to an NVIDIA GPU.</summary>
    public static T cuda<T>(this T module, int index = -1)
        where T : torch.nn.Module => module.to(new torch.Device(DeviceType.CUDA, index));

    /// <summary>Converts floating-point parameters and buffers to float32.</summary>
    public static T @float<T>(this T module)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float32);

    /// <summary>Converts floating-point parameters and buffers to float64.</summary>
    public static T @double<T>(this T module)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float64);

    /// <summary>Converts floating-point parameters and buffers to float16.</summary>
    public static T half<T>(this T module)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float16);
}

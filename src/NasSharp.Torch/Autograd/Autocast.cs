using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>
    /// Matrix products and convolutions on a device compute in a shorter type until the result is disposed; operators that need precision stay
    /// in float32. Enclose the forward pass and the loss, not backward.
    /// </summary>
    /// <param name="device_type">The device whose operators change.</param>
    /// <param name="dtype">float16 or bfloat16; float16 on CUDA and bfloat16 on the CPU unless given.</param>
    /// <param name="enabled">False switches off what a surrounding call switched on.</param>
    public static IDisposable autocast(DeviceType device_type, ScalarType? dtype = null, bool enabled = true) =>
        new AutocastMode(device_type, enabled, dtype ?? (device_type == DeviceType.CUDA ? ScalarType.Float16 : ScalarType.BFloat16));

    /// <summary>As the other overload, with the device as text: <c>cuda</c> or <c>cpu</c>.</summary>
    public static IDisposable autocast(string device_type, ScalarType? dtype = null, bool enabled = true) =>
        autocast(new Device(device_type).type, dtype, enabled);

    /// <summary>Whether operators of a device compute in a shorter type on this thread.</summary>
    public static bool is_autocast_enabled(DeviceType device) => Native.ns_autocast_enabled((int)device) != 0;

    public static partial class amp
    {
        /// <summary>As <see cref="torch.autocast(DeviceType, ScalarType?, bool)"/>, with bfloat16 unless another type is given.</summary>
        public static IDisposable autocast(DeviceType device_type, ScalarType dtype = ScalarType.BFloat16, bool enabled = true) =>
            torch.autocast(device_type, (ScalarType?)dtype, enabled);
    }

    private sealed class AutocastMode : IDisposable
    {
        // Libtorch keeps the mode by thread; so is the way back.
        [ThreadStatic] private static Dictionary<DeviceType, AutocastMode>? current;

        private readonly DeviceType device;
        private readonly bool enabled;
        private readonly ScalarType type;
        private readonly AutocastMode? outer;
        private bool closed;

        internal AutocastMode(DeviceType device, bool enabled, ScalarType type)
        {
            if (type is not (ScalarType.Float16 or ScalarType.BFloat16))
                throw new ArgumentException($"autocast computes in float16 or bfloat16, not {type}", nameof(type));
            this.device = device;
            this.enabled = enabled;
            this.type = type;
            current ??= [];
            outer = current.GetValueOrDefault(device);
            Native.Check(Native.ns_set_autocast((int)device, enabled ? 1 : 0, (int)type));
            current[device] = this;
        }

        public void Dispose()
        {
            if (closed)
                return;
            if (current is null || !ReferenceEquals(current.GetValueOrDefault(device), this))
                throw new InvalidOperationException("autocast scopes are closed in the order opposite to their opening, on the thread that opened them");
            closed = true;
            if (outer is null)
                current.Remove(device);
            else
                current[device] = outer;
            Native.Check(Native.ns_set_autocast((int)device, outer is { enabled: true } ? 1 : 0, (int)(outer?.type ?? type)));
        }
    }
}

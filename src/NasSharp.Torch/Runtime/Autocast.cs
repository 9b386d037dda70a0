using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>Mixed precision.</summary>
    public static class amp
    {
        /// <summary>
        /// Until the result is disposed, the expensive operators of a kind of device compute in a narrower type; weights keep theirs. Wrap forward
        /// and loss in it, not backward.
        /// </summary>
        /// <param name="device_type">The kind of device.</param>
        /// <param name="dtype">The narrower type, bfloat16 by default.</param>
        /// <param name="enabled">False: everything computes as it is.</param>
        public static IDisposable autocast(DeviceType device_type, ScalarType dtype = ScalarType.BFloat16, bool enabled = true) => new Autocast(device_type, dtype, enabled);
    }

    private sealed class Autocast : IDisposable
    {
        private readonly DeviceType device;
        private readonly ScalarType dtype;
        private readonly int before;

        internal Autocast(DeviceType device, ScalarType dtype, bool enabled)
        {
            (this.device, this.dtype) = (device, dtype);
            before = Native.ns_autocast_enabled((int)device);
            Native.Check(Native.ns_set_autocast((int)device, enabled ? 1 : 0, (int)dtype));
        }

        public void Dispose() => Native.Check(Native.ns_set_autocast((int)device, before, (int)dtype));
    }
}

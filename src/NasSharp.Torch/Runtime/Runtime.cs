using System.Runtime.InteropServices;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>The version of the libtorch in use, such as <c>1.13.0</c>.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Native.ns_libtorch_version()) ?? "";

    /// <summary>How the libtorch in use was built, and its parallel back end.</summary>
    public static unsafe string build_info()
    {
        byte* text;
        Native.Check(Native.ns_build_info(&text));
        return Native.TakeString(text);
    }

    /// <summary>Threads that one operator may use.</summary>
    public static int get_num_threads() => Native.ns_num_threads();

    /// <summary>Sets the threads that one operator may use; at start the number of cores.</summary>
    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        Native.Check(Native.ns_set_num_threads(num));
    }

    /// <summary>Threads over which independent operators may be spread.</summary>
    public static int get_num_interop_threads() => Native.ns_num_interop_threads();

    /// <summary>Makes operators without a deterministic algorithm raise an error, or warn.</summary>
    public static void use_deterministic_algorithms(bool mode = true, bool warn_only = false) =>
        Native.Check(Native.ns_set_deterministic(mode ? (warn_only ? 2 : 1) : 0));

    /// <summary>Bytes of tensor memory on a device: now, at most since <see cref="reset_peak_memory"/>, and the number of allocations so far.</summary>
    public static unsafe (long allocated, long peak, long allocations) memory_stats(Device? device = null)
    {
        device ??= CPU;
        NativeMemoryStats stats;
        Native.Check(Native.ns_memory_stats((int)device.type, device.index, &stats));
        return (stats.Allocated, stats.Peak, stats.Allocations);
    }

    /// <summary>Starts a new peak of <see cref="memory_stats"/>.</summary>
    public static void reset_peak_memory(Device? device = null)
    {
        device ??= CPU;
        Native.Check(Native.ns_memory_reset_peak((int)device.type, device.index));
    }

    /// <summary>All operators of the libtorch in use, as schemas.</summary>
    public static unsafe string[] operators()
    {
        byte* text;
        Native.Check(Native.ns_op_list(&text));
        return Native.TakeString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>NVIDIA GPUs.</summary>
    public static partial class cuda
    {
        /// <summary>Whether the libtorch in use can compute on a GPU of this machine.</summary>
        public static bool is_available() => Native.ns_cuda_available() != 0;

        /// <summary>Number of GPUs that can be used.</summary>
        public static int device_count() => Native.ns_cuda_device_count();

        /// <summary>The name of a GPU.</summary>
        public static unsafe string get_device_name(int index)
        {
            byte* name;
            Native.Check(Native.ns_cuda_device_name(index, &name));
            return Native.TakeString(name);
        }

        /// <summary>Waits until everything that was sent to a GPU is done.</summary>
        public static void synchronize(Device? device = null) =>
            Native.Check(Native.ns_synchronize((int)DeviceType.CUDA, device?.index ?? -1));
    }
}

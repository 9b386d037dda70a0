using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace NasSharp.Torch.Interop;

/// <summary>The functions of <c>native/include/nassharp.h</c>, one to one.</summary>
internal static unsafe partial class Native
{
    private const string Library = "nassharp";

    static Native() => NativeLoader.Register();

    [DllImport(Library)] internal static extern byte* ns_last_error();
    [DllImport(Library)] internal static extern int ns_abi_version();
    [DllImport(Library)] internal static extern byte* ns_libtorch_version();
    [DllImport(Library)] internal static extern int ns_build_info(byte** text);
    [DllImport(Library)] internal static extern void ns_free(void* memory);

    [DllImport(Library)] internal static extern int ns_op_find(byte* name, byte* overload, nint* op);
    [DllImport(Library)] internal static extern int ns_op_schema(nint op, byte** text);
    [DllImport(Library)] internal static extern int ns_op_list(byte** text);
    [DllImport(Library)]
    internal static extern int ns_call(nint op, NativeValue* args, int argCount, NativeValue* results, int maxResults, int* resultCount);

    [DllImport(Library)] internal static extern void ns_tensor_release(nint tensor);
    [DllImport(Library)] internal static extern nint ns_tensor_retain(nint tensor);
    [DllImport(Library)] internal static extern int ns_tensor_get_info(nint tensor, NativeTensorInfo* info);
    [DllImport(Library), SuppressGCTransition] internal static extern int ns_tensor_ndim(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long ns_tensor_size(nint tensor, int dimension);
    [DllImport(Library)] internal static extern int ns_tensor_sizes(nint tensor, long* sizes);
    [DllImport(Library)] internal static extern int ns_tensor_strides(nint tensor, long* strides);
    [DllImport(Library), SuppressGCTransition] internal static extern int ns_tensor_dtype(nint tensor);
    [DllImport(Library)] internal static extern int ns_tensor_is_contiguous(nint tensor, int memoryFormat);
    [DllImport(Library)] internal static extern int ns_tensor_data(nint tensor, void** data);
    [DllImport(Library)] internal static extern long ns_tensor_version(nint tensor);
    [DllImport(Library)]
    internal static extern int ns_tensor_from_blob(void* data, long* sizes, long* strides, int ndim, int dtype,
        delegate* unmanaged<void*, void> free, void* context, nint* tensor);
    [DllImport(Library)] internal static extern int ns_tensor_set_data(nint tensor, nint source);

    [DllImport(Library), SuppressGCTransition] internal static extern int ns_tensor_requires_grad(nint tensor);
    [DllImport(Library)] internal static extern int ns_tensor_set_requires_grad(nint tensor, int value);
    [DllImport(Library)] internal static extern int ns_tensor_grad(nint tensor, nint* grad);
    [DllImport(Library)] internal static extern int ns_tensor_set_grad(nint tensor, nint grad);
    [DllImport(Library)] internal static extern int ns_tensor_retain_grad(nint tensor);
    [DllImport(Library)]
    internal static extern int ns_tensor_register_hook(nint tensor, delegate* unmanaged<void*, nint, nint> callback,
        delegate* unmanaged<void*, void> free, void* context, int* handle);
    [DllImport(Library)] internal static extern int ns_tensor_remove_hook(nint tensor, int handle);
    [DllImport(Library)]
    internal static extern int ns_backward(nint* tensors, nint* grads, int count, int retainGraph, int createGraph, nint* inputs, int inputCount);
    [DllImport(Library)]
    internal static extern int ns_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* grads,
        int retainGraph, int createGraph, int allowUnused, nint* results);
    [DllImport(Library), SuppressGCTransition] internal static extern int ns_grad_mode();
    [DllImport(Library), SuppressGCTransition] internal static extern void ns_set_grad_mode(int enabled);
    [DllImport(Library)] internal static extern int ns_autocast_enabled(int deviceType);
    [DllImport(Library)] internal static extern int ns_set_autocast(int deviceType, int enabled, int dtype);

    [DllImport(Library)] internal static extern int ns_manual_seed(ulong seed);
    [DllImport(Library)] internal static extern int ns_generator_new(int deviceType, int deviceIndex, ulong seed, nint* generator);
    [DllImport(Library)] internal static extern void ns_generator_release(nint generator);
    [DllImport(Library)] internal static extern int ns_generator_set_seed(nint generator, ulong seed);
    [DllImport(Library)] internal static extern int ns_generator_get_state(nint generator, int deviceType, int deviceIndex, nint* state);
    [DllImport(Library)] internal static extern int ns_generator_set_state(nint generator, int deviceType, int deviceIndex, nint state);

    [DllImport(Library)] internal static extern int ns_num_threads();
    [DllImport(Library)] internal static extern int ns_set_num_threads(int count);
    [DllImport(Library)] internal static extern int ns_compute_alone();
    [DllImport(Library)] internal static extern int ns_num_interop_threads();

    [DllImport(Library)] internal static extern int ns_memory_stats(int deviceType, int deviceIndex, NativeMemoryStats* stats);
    [DllImport(Library)] internal static extern int ns_memory_reset_peak(int deviceType, int deviceIndex);

    [DllImport(Library)] internal static extern int ns_cuda_available();
    [DllImport(Library)] internal static extern int ns_cuda_device_count();
    [DllImport(Library)] internal static extern int ns_cuda_device_name(int index, byte** name);
    [DllImport(Library)] internal static extern int ns_synchronize(int deviceType, int deviceIndex);
    [DllImport(Library)] internal static extern int ns_set_deterministic(int mode);

    /// <summary>Throws the last native error of this thread when <paramref name="status"/> is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(int status)
    {
        if (status != 0)
            throw new TorchException(LastError());
    }

    internal static string LastError() => Marshal.PtrToStringUTF8((nint)ns_last_error()) ?? "unknown libtorch error";

    /// <summary>Copies a native string and releases it.</summary>
    internal static string TakeString(byte* text)
    {
        try
        {
            return Marshal.PtrToStringUTF8((nint)text) ?? "";
        }
        finally
        {
            ns_free(text);
        }
    }
}

using System.Runtime.InteropServices;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch.Data;

/// <summary>Memory outside the managed heap that a worker fills and a tensor then takes over without a copy.</summary>
internal sealed unsafe class HostBuffer : IDisposable
{
    private const int Alignment = 64;

    private readonly long _bytes;
    private void* _memory;

    public HostBuffer(long bytes)
    {
        _bytes = bytes;
        _memory = NativeMemory.AlignedAlloc((nuint)Math.Max(1, bytes), Alignment);
    }

    ~HostBuffer() => NativeMemory.AlignedFree(_memory);

    /// <summary>The whole content; not initialised.</summary>
    public Span<T> As<T>()
        where T : unmanaged => new(_memory, checked((int)(_bytes / sizeof(T))));

    /// <summary>Gives the memory to a tensor, which frees it in the end.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="type">The element type.</param>
    /// <param name="strides">The steps, or null for row-major order.</param>
    public torch.Tensor ToTensor(long[] shape, torch.ScalarType type, long[]? strides = null)
    {
        nint handle;
        fixed (long* sizes = shape, steps = strides)
            Native.Check(Native.ns_tensor_from_blob(_memory, sizes, steps, shape.Length, (int)type, &Free, _memory, &handle));
        _memory = null;
        GC.SuppressFinalize(this);
        return new torch.Tensor(handle);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        GC.SuppressFinalize(this);
    }

    [UnmanagedCallersOnly]
    private static void Free(void* memory) => NativeMemory.AlignedFree(memory);
}

using System.Runtime.InteropServices;

namespace NasSharp.Torch.Interop;

/// <summary>The kind of a value that crosses the native boundary; the numbers are those of <c>ns_tag</c>.</summary>
internal enum ValueTag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    IntList = 5,
    DoubleList = 6,
    BoolList = 7,
    TensorList = 8,
    OptionalTensorList = 9,
    String = 10,
    Device = 11,
    Generator = 12,
    Default = 13,
}

/// <summary>One argument or result of a native call, laid out as <c>ns_value</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)] public ValueTag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Int;
    [FieldOffset(8)] public double Double;
    [FieldOffset(8)] public nint Pointer;
}

/// <summary>What libtorch knows about a tensor, laid out as <c>ns_tensor_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeTensorInfo
{
    public int DType;
    public int DeviceType;
    public int DeviceIndex;
    public int Dimensions;
    public long Elements;
    public long ElementSize;
    public int RequiresGrad;
    public int IsLeaf;
    public int Defined;
    public int HasStorage;
    public ulong StorageId;
    public long StorageBytes;
}

/// <summary>Counters of tensor memory, laid out as <c>ns_memory</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeMemoryStats
{
    public long Allocated;
    public long Peak;
    public long Allocations;
}

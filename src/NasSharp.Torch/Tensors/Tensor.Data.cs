using System.Runtime.InteropServices;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The elements in memory order, without a copy. The tensor must live on the CPU, be contiguous in some memory format, and stay
        /// alive while the span is used.
        /// </summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not dense or not on the CPU.</exception>
        public unsafe Span<T> bytes<T>()
            where T : unmanaged
        {
            RequireElementType<T>();
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException($"the elements of {Describe()} are not in this program's memory: call cpu() first");
            if (!is_contiguous() && !is_contiguous(memory_format.channels_last) && !is_contiguous(memory_format.channels_last_3d))
                throw new InvalidOperationException($"the elements of {Describe()} do not lie side by side: call contiguous() first");
            void* data = null;
            var count = numel();
            if (count > 0)
                Native.Check(Native.ns_tensor_data(Handle, &data));
            return new Span<T>(data, checked((int)count));
        }

        /// <summary>The elements of a dense CPU tensor; index them or copy them with <c>ToArray()</c>.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireElementType<T>();
            return new TensorAccessor<T>(this);
        }

        /// <summary>A copy of the elements in row-major order, from any device and layout.</summary>
        public T[] to_array<T>()
            where T : unmanaged
        {
            RequireElementType<T>();
            using var scope = NewDisposeScope();
            using (no_grad())
            {
                var dense = (device_type == DeviceType.CPU ? this : cpu()).contiguous();
                var result = dense.bytes<T>().ToArray();
                GC.KeepAlive(dense);
                return result;
            }
        }

        /// <summary>The one element of a tensor with a single element.</summary>
        /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
                throw new InvalidOperationException($"item() needs exactly one element, {Describe()} has {numel()}");
            return to_array<T>()[0];
        }

        /// <summary>The one element, of any real type, as a double.</summary>
        public double ToDouble() => Ops.Item.CallScalar(this).ToDouble();

        /// <summary>The one element, of any real type, as a float.</summary>
        public float ToSingle() => (float)ToDouble();

        /// <summary>The one element, of any real type, as a 64-bit integer.</summary>
        public long ToInt64() => Ops.Item.CallScalar(this).ToInt64();

        /// <summary>The one element, of any real type, as a 32-bit integer.</summary>
        public int ToInt32() => checked((int)ToInt64());

        /// <summary>Whether the one element is not zero.</summary>
        public bool ToBoolean() => Ops.Item.CallScalar(this).ToBoolean();

        /// <summary>The one element as a scalar.</summary>
        public Scalar ToScalar() => Ops.Item.CallScalar(this);

        /// <summary>The one element as a float.</summary>
        public static explicit operator float(Tensor value) => value.ToSingle();

        /// <summary>The one element as a double.</summary>
        public static explicit operator double(Tensor value) => value.ToDouble();

        /// <summary>The one element as a 32-bit integer.</summary>
        public static explicit operator int(Tensor value) => value.ToInt32();

        /// <summary>The one element as a 64-bit integer.</summary>
        public static explicit operator long(Tensor value) => value.ToInt64();

        /// <summary>Whether the one element is not zero.</summary>
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        /// <summary>Makes this tensor refer to the memory, shape, type and device of another, as assigning to <c>data</c> does in PyTorch.</summary>
        public void set_data(Tensor source)
        {
            Native.Check(Native.ns_tensor_set_data(Handle, source.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(source);
        }

        private void RequireElementType<T>()
        {
            var expected = ElementType(typeof(T));
            if (expected != dtype && !(typeof(T) == typeof(bool) && dtype == ScalarType.Bool))
                throw new ArgumentException($"the elements of {Describe()} are not {typeof(T).Name}: convert with to(torch.{expected.ToString().ToLowerInvariant()}) first");
        }
    }

    /// <summary>The elements of a tensor in memory order.</summary>
    public sealed class TensorAccessor<T>
        where T : unmanaged
    {
        private readonly Tensor tensor;

        internal TensorAccessor(Tensor tensor) => this.tensor = tensor;

        /// <summary>Number of elements.</summary>
        public long Count => tensor.numel();

        /// <summary>One element by its position in memory.</summary>
        public T this[long index]
        {
            get => tensor.bytes<T>()[checked((int)index)];
            set => tensor.bytes<T>()[checked((int)index)] = value;
        }

        /// <summary>A copy of the elements in row-major order.</summary>
        public T[] ToArray() => tensor.to_array<T>();
    }

    /// <summary>The element type that stores a .NET type.</summary>
    internal static ScalarType ElementType(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        TypeCode.Boolean => ScalarType.Bool,
        _ when type == typeof(Half) => ScalarType.Float16,
        _ => throw new ArgumentException($"no tensor has elements of type {type.Name}"),
    };

    // Copies managed memory into a new tensor; the only way data enters from C#.
    internal static unsafe Tensor FromMemory<T>(ReadOnlySpan<T> values, long[] shape, ScalarType dtype)
        where T : unmanaged
    {
        var count = 1L;
        foreach (var size in shape)
            count *= size;
        if (count != values.Length)
            throw new ArgumentException($"{values.Length} values do not fill a tensor of shape [{string.Join(", ", shape)}]");
        var tensor = Ops.Empty.Call(shape, dtype, Arg.None, CPU);
        if (count > 0)
        {
            void* data;
            Native.Check(Native.ns_tensor_data(tensor.Handle, &data));
            MemoryMarshal.AsBytes(values).CopyTo(new Span<byte>(data, checked((int)(count * sizeof(T)))));
        }
        return tensor;
    }
}

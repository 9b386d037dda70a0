namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Zeros in the shape, type and place of this tensor.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.zeros_like(this, dtype, device).With(requires_grad);

        /// <summary>Zeros in another shape, with the type and place of this tensor.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Ones in the shape, type and place of this tensor.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.ones_like(this, dtype, device).With(requires_grad);

        /// <summary>Ones in another shape, with the type and place of this tensor.</summary>
        public Tensor new_ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.ones(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>Uninitialised memory in the shape, type and place of this tensor.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.empty_like(this, dtype, device).With(requires_grad);

        /// <summary>Uninitialised memory in another shape, with the type and place of this tensor.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>One value in the shape, type and place of this tensor.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.full_like(this, value, dtype, device).With(requires_grad);

        /// <summary>One value in another shape, with the type and place of this tensor.</summary>
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);

        /// <summary>The tensor as uint8.</summary>
        public Tensor @byte() => to(ScalarType.Byte);

        /// <summary>The tensor as int16.</summary>
        public Tensor @short() => to(ScalarType.Int16);

        /// <summary>The tensor as bfloat16.</summary>
        public Tensor bfloat16() => to(ScalarType.BFloat16);

        /// <summary>The tensor with another element type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false) => to(type, copy);

        /// <summary>The tensor with the element type of another.</summary>
        public Tensor type_as(Tensor other) => to(other.dtype);
    }

    /// <summary>A tensor with one value everywhere.</summary>
    public static Tensor full(long dim0, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([dim0], value, dtype, device, requires_grad);

    /// <summary>A tensor with one value everywhere.</summary>
    public static Tensor full(long dim0, long dim1, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([dim0, dim1], value, dtype, device, requires_grad);

    /// <summary>A tensor with one value everywhere.</summary>
    public static Tensor full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([dim0, dim1, dim2], value, dtype, device, requires_grad);

    /// <summary>A tensor with one value everywhere.</summary>
    public static Tensor full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        full([dim0, dim1, dim2, dim3], value, dtype, device, requires_grad);

    /// <summary>A matrix with ones on its diagonal, zero elsewhere.</summary>
    public static Tensor eye(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.EyeM.Call(rows, columns, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>Numbers evenly spaced on a logarithmic scale, both ends included.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Ops.Logspace.Call((Scalar)start, (Scalar)end, steps, @base, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>Uninitialised memory with a shape and strides of one's own.</summary>
    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.EmptyStrided.Call(size, strides, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>A three-dimensional tensor with a copy of the values.</summary>
    public static Tensor tensor<T>(T[,,] values, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => from_array(values, dtype, device, requires_grad);

    /// <summary>A four-dimensional tensor with a copy of the values.</summary>
    public static Tensor tensor<T>(T[,,,] values, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => from_array(values, dtype, device, requires_grad);

    /// <summary>A one-dimensional tensor with a copy of the values.</summary>
    public static Tensor tensor<T>(IReadOnlyList<T> values, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => tensor([.. values], [values.Count], dtype, device, requires_grad);

    /// <summary>A two-dimensional tensor with a copy of the values, which stand in row-major order.</summary>
    public static Tensor tensor<T>(IReadOnlyList<T> values, long dim0, long dim1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => tensor([.. values], [dim0, dim1], dtype, device, requires_grad);

    /// <summary>A three-dimensional tensor with a copy of the values, which stand in row-major order.</summary>
    public static Tensor tensor<T>(IReadOnlyList<T> values, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false)
        where T : unmanaged => tensor([.. values], [dim0, dim1, dim2], dtype, device, requires_grad);

    /// <summary>A four-dimensional tensor with a copy of the values, which stand in row-major order.</summary>
    public static Tensor tensor<T>(IReadOnlyList<T> values, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false)
        where T : unmanaged => tensor([.. values], [dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>The tensor itself, converted where type or device differ.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(device ?? data.device, dtype ?? data.dtype);

    internal static partial class Ops
    {
        internal static readonly Operator EyeM = new("aten::eye", "m");
        internal static readonly Operator Logspace = new("aten::logspace");
        internal static readonly Operator EmptyStrided = new("aten::empty_strided");
    }
}

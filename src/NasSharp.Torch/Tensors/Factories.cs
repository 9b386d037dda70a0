namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>A tensor whose memory is not initialised.</summary>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, memory_format? memory_format = null) =>
        Ops.Empty.Call(size, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU, Arg.None, memory_format).With(requires_grad);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.Zeros.Call(size, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.Ones.Call(size, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>A tensor with one value everywhere.</summary>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.Full.Call(size, value, dtype ?? DefaultType(value), Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>Uniform random numbers in [0, 1).</summary>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Ops.Rand.Call(size, generator, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>Standard normal random numbers.</summary>
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Ops.Randn.Call(size, generator, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>Uniform random integers in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, Generator? generator = null) =>
        Ops.Randint.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device ?? CPU);

    /// <summary>Uniform random integers in [0, <paramref name="high"/>).</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, Generator? generator = null) =>
        randint(0, high, size, dtype, device, generator);

    /// <summary>A random order of the numbers from 0 to <paramref name="n"/> - 1.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, Generator? generator = null) =>
        Ops.Randperm.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, device ?? CPU);

    /// <summary>The numbers from <paramref name="start"/> up to but not including <paramref name="stop"/>.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.Arange.Call(start, stop, step, dtype ?? (IsFloating(start, stop, step) ? ScalarType.Float32 : ScalarType.Int64), Arg.None,
            device ?? CPU).With(requires_grad);

    /// <summary>The numbers from <paramref name="start"/> up to but not including <paramref name="stop"/> in steps of one.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from 0 up to but not including <paramref name="stop"/> in steps of one.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>Evenly spaced numbers, both ends included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.Linspace.Call((Scalar)start, (Scalar)end, steps, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>The identity matrix.</summary>
    public static Tensor eye(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.Eye.Call(n, dtype ?? ScalarType.Float32, Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>Zeros with the shape, element type and device of another tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.ZerosLike.Call(input, dtype, Arg.None, device).With(requires_grad);

    /// <summary>Ones with the shape, element type and device of another tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.OnesLike.Call(input, dtype, Arg.None, device).With(requires_grad);

    /// <summary>Uninitialised memory with the shape, element type and device of another tensor.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.EmptyLike.Call(input, dtype, Arg.None, device).With(requires_grad);

    /// <summary>One value with the shape, element type and device of another tensor.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.FullLike.Call(input, value, dtype, Arg.None, device).With(requires_grad);

    /// <summary>Standard normal random numbers with the shape, element type and device of another tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.RandnLike.Call(input, dtype, Arg.None, device).With(requires_grad);

    /// <summary>Uniform random numbers in [0, 1) with the shape, element type and device of another tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.RandLike.Call(input, dtype, Arg.None, device).With(requires_grad);

    /// <summary>A tensor without dimensions that holds one number.</summary>
    public static Tensor tensor(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ops.ScalarTensor.Call(value, dtype ?? DefaultType(value), Arg.None, device ?? CPU).With(requires_grad);

    /// <summary>A one-dimensional tensor with a copy of the values.</summary>
    public static Tensor tensor<T>(T[] values, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => tensor(values, [values.Length], dtype, device, requires_grad);

    /// <summary>A tensor with a copy of the values, which stand in row-major order.</summary>
    /// <exception cref="ArgumentException">The number of values is not that of the shape, or no tensor holds such elements.</exception>
    public static Tensor tensor<T>(ReadOnlySpan<T> values, long[] shape, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => FromMemory(values, shape, ElementType(typeof(T))).Converted(dtype, device).With(requires_grad);

    /// <summary>A tensor with a copy of the values, which stand in row-major order.</summary>
    public static Tensor tensor<T>(T[] values, long[] shape, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => tensor((ReadOnlySpan<T>)values, shape, dtype, device, requires_grad);

    /// <summary>A two-dimensional tensor with a copy of the values.</summary>
    public static Tensor tensor<T>(T[,] values, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => from_array(values, dtype, device, requires_grad);

    /// <summary>A tensor with the shape and a copy of the values of an array of any rank.</summary>
    public static Tensor from_array(Array values, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var shape = new long[values.Rank];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = values.GetLongLength(i);
        var type = ElementType(values.GetType().GetElementType()!);
        var bytes = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values), checked(values.Length * element_size(type)));
        var result = Ops.Empty.Call(shape, type, Arg.None, CPU);
        result.CopyBytesFrom(bytes);
        return result.Converted(dtype, device).With(requires_grad);
    }

    /// <summary>The default element type for one number: float32, int64 or bool.</summary>
    private static ScalarType DefaultType(Scalar value) => value.Kind switch
    {
        Scalar.ScalarKind.Double => ScalarType.Float32,
        Scalar.ScalarKind.Bool => ScalarType.Bool,
        _ => ScalarType.Int64,
    };

    private static bool IsFloating(params ReadOnlySpan<Scalar> values)
    {
        foreach (var value in values)
        {
            if (value.Kind == Scalar.ScalarKind.Double)
                return true;
        }
        return false;
    }

    public partial class Tensor
    {
        internal Tensor With(bool requiresGrad) => requiresGrad ? requires_grad_() : this;

        internal Tensor Converted(ScalarType? type, Device? device)
        {
            if ((type is null || type == dtype) && (device is null || device.type == DeviceType.CPU))
                return this;
            using (this)
                return to(device ?? CPU, type ?? dtype);
        }

        /// <summary>Overwrites the memory of a dense CPU tensor.</summary>
        internal unsafe void CopyBytesFrom(ReadOnlySpan<byte> source)
        {
            if (source.Length != numel() * ElementSize)
                throw new ArgumentException($"{source.Length} bytes do not fill {Describe()}");
            if (source.IsEmpty)
                return;
            void* data;
            Interop.Native.Check(Interop.Native.ns_tensor_data(Handle, &data));
            source.CopyTo(new Span<byte>(data, source.Length));
            GC.KeepAlive(this);
        }
    }

    internal static partial class Ops
    {
        internal static readonly Operator Zeros = new("aten::zeros");
        internal static readonly Operator Ones = new("aten::ones");
        internal static readonly Operator Full = new("aten::full");
        internal static readonly Operator Rand = new("aten::rand", "generator");
        internal static readonly Operator Randn = new("aten::randn", "generator");
        internal static readonly Operator Randint = new("aten::randint", "low_generator");
        internal static readonly Operator Randperm = new("aten::randperm", "generator");
        internal static readonly Operator Arange = new("aten::arange", "start_step");
        internal static readonly Operator Linspace = new("aten::linspace");
        internal static readonly Operator Eye = new("aten::eye");
        internal static readonly Operator ZerosLike = new("aten::zeros_like");
        internal static readonly Operator OnesLike = new("aten::ones_like");
        internal static readonly Operator EmptyLike = new("aten::empty_like");
        internal static readonly Operator FullLike = new("aten::full_like");
        internal static readonly Operator RandnLike = new("aten::randn_like");
        internal static readonly Operator RandLike = new("aten::rand_like");
        internal static readonly Operator ScalarTensor = new("aten::scalar_tensor");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor with another element type; the same native tensor when nothing changes.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool non_blocking = false) => Ops.ToDtype.Call(this, type, non_blocking, copy);

        /// <summary>The tensor on another device; the same native tensor when nothing changes.</summary>
        public Tensor to(Device device, bool copy = false, bool non_blocking = false) => Ops.ToDevice.Call(this, device, dtype, non_blocking, copy);

        /// <summary>The tensor on another device with another element type.</summary>
        public Tensor to(Device device, ScalarType type, bool copy = false, bool non_blocking = false) =>
            Ops.ToDevice.Call(this, device, type, non_blocking, copy);

        /// <summary>The tensor on another device; the same native tensor when nothing changes.</summary>
        public Tensor to(DeviceType type, int index = -1, bool copy = false, bool non_blocking = false) => to(new Device(type, index), copy, non_blocking);

        /// <summary>The tensor with the element type and device of another.</summary>
        public Tensor to(Tensor other) => to(other.device, other.dtype);

        /// <summary>The tensor on the CPU.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor on an NVIDIA GPU.</summary>
        public Tensor cuda(Device? device = null) => to(device ?? CUDA);

        /// <summary>The tensor as float32.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>The tensor as float64.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        /// <summary>The tensor as int64.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>The tensor as int32.</summary>
        public Tensor @int() => to(ScalarType.Int32);

        /// <summary>The tensor as float16.</summary>
        public Tensor half() => to(ScalarType.Float16);

        /// <summary>The tensor as bool: whether each element is not zero.</summary>
        public Tensor @bool() => to(ScalarType.Bool);

        /// <summary>The tensor with another element type.</summary>
        public Tensor type(ScalarType type) => to(type);

        /// <summary>A copy with its elements side by side in the given format; the same native tensor when they are already.</summary>
        public Tensor contiguous(memory_format memory_format = torch.memory_format.contiguous_format) => Ops.Contiguous.Call(this, memory_format);

        /// <summary>A copy with memory of its own.</summary>
        public Tensor clone(memory_format? memory_format = null) => Ops.Clone.Call(this, memory_format);

        /// <summary>Overwrites the elements with those of another tensor, with broadcasting and conversion.</summary>
        public Tensor copy_(Tensor source, bool non_blocking = false) => Ops.CopyInPlace.CallInPlace(this, source, non_blocking);

        /// <summary>Sets all elements to zero.</summary>
        public Tensor zero_() => Ops.ZeroInPlace.CallInPlace(this);

        /// <summary>Sets all elements to a number.</summary>
        public Tensor fill_(Scalar value) => Ops.FillInPlace.CallInPlace(this, value);

        /// <summary>Shape, element type and device; the values too when there are at most 1,000.</summary>
        public override string ToString()
        {
            if (!defined || IsInvalid || is_meta || numel() > 1000)
                return Describe();
            return $"{Describe()} {{{string.Join(", ", ToDoubles())}}}";
        }

        private IEnumerable<string> ToDoubles()
        {
            using var scope = NewDisposeScope();
            return [.. to(CPU, ScalarType.Float64).to_array<double>().Select(v => v.ToString("G6", System.Globalization.CultureInfo.InvariantCulture))];
        }
    }

    internal static partial class Ops
    {
        internal static readonly Operator Item = new("aten::item");
        internal static readonly Operator ToDtype = new("aten::to", "dtype");
        internal static readonly Operator ToDevice = new("aten::to", "device");
        internal static readonly Operator Contiguous = new("aten::contiguous");
        internal static readonly Operator Clone = new("aten::clone");
        internal static readonly Operator CopyInPlace = new("aten::copy_");
        internal static readonly Operator ZeroInPlace = new("aten::zero_");
        internal static readonly Operator FillInPlace = new("aten::fill_", "Scalar");
        internal static readonly Operator Detach = new("aten::detach");
        internal static readonly Operator DetachInPlace = new("aten::detach_");
        internal static readonly Operator Empty = new("aten::empty", "memory_format");
    }
}

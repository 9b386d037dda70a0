using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Number of dimensions.</summary>
        public int ndim
        {
            get
            {
                var result = Native.ns_tensor_ndim(Handle);
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Number of dimensions.</summary>
        public long dim() => ndim;

        /// <summary>The size of each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                fixed (long* p = sizes)
                    Native.Check(Native.ns_tensor_sizes(Handle, p));
                GC.KeepAlive(this);
                return sizes;
            }
        }

        /// <summary>The size of one dimension; negative dimensions count from the end.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public long size(int dimension)
        {
            var result = Native.ns_tensor_size(Handle, dimension);
            GC.KeepAlive(this);
            return result >= 0
                ? result
                : throw new ArgumentOutOfRangeException(nameof(dimension), dimension, $"a tensor of shape [{string.Join(", ", shape)}] has no such dimension");
        }

        /// <summary>The size of each dimension.</summary>
        public long[] size() => shape;

        /// <summary>The distance in elements between neighbours along each dimension.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[ndim];
            fixed (long* p = strides)
                Native.Check(Native.ns_tensor_strides(Handle, p));
            GC.KeepAlive(this);
            return strides;
        }

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype
        {
            get
            {
                var result = Native.ns_tensor_dtype(Handle);
                GC.KeepAlive(this);
                return (ScalarType)result;
            }
        }

        /// <summary>Where the tensor lives.</summary>
        public Device device
        {
            get
            {
                var info = Info();
                return info.DeviceType == (int)DeviceType.CPU ? CPU : new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        /// <summary>The kind of device where the tensor lives.</summary>
        public DeviceType device_type => (DeviceType)Info().DeviceType;

        /// <summary>Number of elements.</summary>
        public long numel() => Info().Elements;

        /// <summary>Number of elements.</summary>
        public long NumberOfElements => numel();

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => Info().ElementSize;

        /// <summary>Whether the elements lie in memory as the format says.</summary>
        public bool is_contiguous(memory_format format = memory_format.contiguous_format)
        {
            var result = Native.ns_tensor_is_contiguous(Handle, (int)format) != 0;
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>Whether the tensor was made by the user rather than by an operator that autograd records.</summary>
        public bool is_leaf => Info().IsLeaf != 0;

        /// <summary>Whether the tensor lives on an NVIDIA GPU.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether the tensor has a shape but no data.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Whether the elements are real floating-point numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Bytes of the memory behind the tensor, and a number that is the same for tensors that share it.</summary>
        public (ulong id, long bytes) storage()
        {
            var info = Info();
            return (info.StorageId, info.StorageBytes);
        }

        /// <summary>Counts the changes made in place.</summary>
        public long _version
        {
            get
            {
                var result = Native.ns_tensor_version(Handle);
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Shape and type in one short text, such as <c>float32[2, 3]</c>.</summary>
        internal string Describe()
        {
            if (!defined)
                return "undefined";
            if (IsInvalid)
                return "disposed";
            var name = dtype == ScalarType.Byte ? "uint8" : dtype.ToString().ToLowerInvariant();
            var place = device_type == DeviceType.CPU ? "" : $"@{device}";
            return $"{name}[{string.Join(", ", shape)}]{place}";
        }

        private unsafe NativeTensorInfo Info()
        {
            NativeTensorInfo info;
            Native.Check(Native.ns_tensor_get_info(Handle, &info));
            GC.KeepAlive(this);
            return info;
        }
    }
}

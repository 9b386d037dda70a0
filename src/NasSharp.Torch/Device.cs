namespace NasSharp.Torch;

/// <summary>The kind of a device; the numbers are libtorch's.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA GPU.</summary>
    CUDA = 1,

    /// <summary>No memory and no arithmetic: shapes only.</summary>
    META = 14,
}

public static partial class torch
{
    /// <summary>Where a tensor lives: a kind and, for GPUs, an index (-1: the current one).</summary>
    public sealed record Device(DeviceType type, int index = -1)
    {
        /// <summary>Reads <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>meta</c>.</summary>
        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description) : this(Parse(description), ParseIndex(description))
        {
        }

        /// <summary>Reads a device from text, so that an option's value can be given where a device is asked for.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString() => index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        private static DeviceType Parse(string description) => description.Split(':')[0].ToLowerInvariant() switch
        {
            "cpu" => DeviceType.CPU,
            "cuda" => DeviceType.CUDA,
            "meta" => DeviceType.META,
            _ => throw new ArgumentException($"'{description}' is not a device: use cpu, cuda, cuda:0 or meta", nameof(description)),
        };

        private static int ParseIndex(string description)
        {
            var parts = description.Split(':');
            if (parts.Length == 1)
                return -1;
            return parts.Length == 2 && int.TryParse(parts[1], out var i) && i >= 0
                ? i
                : throw new ArgumentException($"'{description}' is not a device: the index after ':' must be a number from 0", nameof(description));
        }
    }

    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The current NVIDIA GPU.</summary>
    public static readonly Device CUDA = new(DeviceType.CUDA);

    /// <summary>The device without memory or arithmetic; operators compute shapes only.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>Makes a device from a description such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public static Device device(string description) => new(description);

    /// <summary>Makes a device from a kind and an index.</summary>
    public static Device device(DeviceType type, int index = -1) => new(type, index);
}

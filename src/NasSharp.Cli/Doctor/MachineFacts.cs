namespace NasSharp.Cli.Doctor;

/// <summary>What doctor found on this machine; what it means is decided in <see cref="Diagnosis"/>.</summary>
internal sealed record MachineFacts
{
    /// <summary>Operating system and its version.</summary>
    public required string System { get; init; }

    /// <summary>Version of the .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>Model name of the processor.</summary>
    public required string Processor { get; init; }

    /// <summary>Vector instructions, such as AVX2.</summary>
    public required IReadOnlyList<string> Instructions { get; init; }

    /// <summary>Cores that this process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Version of libtorch; null when it could not be loaded.</summary>
    public string? Libtorch { get; init; }

    /// <summary>Why libtorch could not be loaded or used.</summary>
    public string? LibtorchFailure { get; init; }

    /// <summary>Files that this process has loaded, after a matrix product.</summary>
    public IReadOnlyList<string> LoadedFiles { get; init; } = [];

    /// <summary>How libtorch was built, in its own words.</summary>
    public string BuildInfo { get; init; } = "";

    /// <summary>Threads that one operator may use.</summary>
    public int Threads { get; init; }

    /// <summary>The variable OMP_NUM_THREADS; null when not set.</summary>
    public string? OmpThreads { get; init; }

    /// <summary>Names of the GPUs that libtorch can use.</summary>
    public IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>Whether a GPU driver is loaded on this machine.</summary>
    public bool HasGpuDriver { get; init; }

    /// <summary>Names of the image decoders that were found.</summary>
    public IReadOnlyList<string> ImageDecoders { get; init; } = [];

    /// <summary>Physical memory in bytes, or the limit of the container.</summary>
    public long Memory { get; init; }

    /// <summary>Free bytes on the disk of the current folder.</summary>
    public long FreeDisk { get; init; }
}

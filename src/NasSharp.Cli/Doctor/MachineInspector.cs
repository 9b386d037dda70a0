using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NasSharp.Cli.CommandLine;
using NasSharp.Torch;

namespace NasSharp.Cli.Doctor;

/// <summary>Gathers the facts about the machine that this process runs on.</summary>
internal static class MachineInspector
{
    /// <summary>Looks at the machine; what fails becomes a fact, not an exception.</summary>
    public static MachineFacts Inspect(Surroundings world)
    {
        var facts = new MachineFacts
        {
            System = RuntimeInformation.OSDescription,
            Runtime = Environment.Version.ToString(),
            Processor = ProcessorName(),
            Instructions = Instructions(),
            Cores = Environment.ProcessorCount,
            OmpThreads = world.Environment("OMP_NUM_THREADS"),
            HasGpuDriver = File.Exists("/proc/driver/nvidia/version"),
            ImageDecoders = ImageDecoders(),
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            FreeDisk = new DriveInfo(Environment.CurrentDirectory).AvailableFreeSpace,
        };
        try
        {
            return WithLibtorch(facts);
        }
        catch (Exception failure) when (failure is TorchException or TypeInitializationException or DllNotFoundException or EntryPointNotFoundException)
        {
            return facts with { LibtorchFailure = (failure.InnerException ?? failure).Message };
        }
    }

    private static MachineFacts WithLibtorch(MachineFacts facts)
    {
        using var scope = torch.NewDisposeScope();
        // The product makes libtorch bind the BLAS that it will use, so that its file is among those loaded.
        var square = torch.ones([64, 64]);
        new Operator("aten::mm").Call(square, square);
        return facts with
        {
            Libtorch = torch.__version__,
            BuildInfo = torch.build_info(),
            Threads = torch.get_num_threads(),
            LoadedFiles = LoadedFiles(),
            Gpus = torch.cuda.is_available() ? [.. Enumerable.Range(0, torch.cuda.device_count()).Select(torch.cuda.get_device_name)] : [],
        };
    }

    private static IReadOnlyList<string> LoadedFiles()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        // "address permissions offset device inode path"; the path may contain blanks.
        return [.. File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "")
            .Where(path => path.Contains(".so", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];
    }

    private static string ProcessorName()
    {
        if (!File.Exists("/proc/cpuinfo"))
            return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static List<string> Instructions()
    {
        var found = new List<string>();
        if (Avx512F.IsSupported)
            found.Add("AVX-512");
        if (Avx2.IsSupported)
            found.Add("AVX2");
        if (Fma.IsSupported)
            found.Add("FMA");
        if (AdvSimd.IsSupported)
            found.Add("NEON");
        return found;
    }

    private static List<string> ImageDecoders()
    {
        var found = new List<string>();
        foreach (var (file, name) in new[] { ("libturbojpeg.so.0", "JPEG (libjpeg-turbo)"), ("libvips.so.42", "JPEG, WebP, TIFF (libvips)") })
        {
            if (!NativeLibrary.TryLoad(file, out var handle))
                continue;
            NativeLibrary.Free(handle);
            found.Add(name);
        }
        return found;
    }
}

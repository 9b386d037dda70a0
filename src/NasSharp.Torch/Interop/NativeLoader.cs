using System.Runtime.InteropServices;

namespace NasSharp.Torch.Interop;

/// <summary>Finds <c>libnassharp.so</c>, or says which file is missing and which command brings it.</summary>
internal static unsafe class NativeLoader
{
    private const string FileName = "libnassharp.so";
    private const int AbiVersion = 2;

    // Loaded by the first native call, not by a type initializer: what goes wrong reaches the caller as it is.
    private static readonly Lazy<nint> Library = new(Start);

    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, (name, _, _) => name == "nassharp" ? Library.Value : 0);

    private static nint Start()
    {
        var handle = Load(Environment.GetEnvironmentVariable("NASSHARP_NATIVE"), AppContext.BaseDirectory);
        StartThreads(handle);
        return handle;
    }

    /// <summary>Loads the library from <paramref name="configured"/> (a file or folder) or from the program's folder.</summary>
    /// <exception cref="TorchException">The file is missing, or one of the libraries that it needs, or it is of another version.</exception>
    internal static nint Load(string? configured, string programFolder)
    {
        var candidates = Candidates(configured, programFolder).ToList();
        var path = candidates.Find(File.Exists)
            ?? throw new TorchException(
                $"{FileName} was not found at {string.Join(" or ", candidates)}: build it with ./build.sh build, or set NASSHARP_NATIVE to its folder");
        nint handle;
        try
        {
            handle = NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new TorchException($"{path} could not be loaded: {Reason(e.Message)}: install libtorch with ./build.sh setup "
                + "(or apt-get install libtorch-dev libopenblas0-openmp), or set NASSHARP_LIBTORCH to a libtorch folder and run ./build.sh build", e);
        }
        CheckVersion(handle, path);
        return handle;
    }

    private static IEnumerable<string> Candidates(string? configured, string programFolder)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            yield return Directory.Exists(configured) ? Path.Combine(configured, FileName) : configured;
            yield break;
        }
        yield return Path.Combine(programFolder, FileName);
        yield return Path.Combine(programFolder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName);
    }

    // dlopen's message names the missing file first: "libtorch_cpu.so.1.13: cannot open shared object file: ...".
    private static string Reason(string message)
    {
        var line = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(l => l.Contains("cannot open", StringComparison.Ordinal) || l.Contains("undefined symbol", StringComparison.Ordinal)
                || l.Contains("too short", StringComparison.Ordinal) || l.Contains("invalid ELF", StringComparison.Ordinal));
        return (line ?? message.Split('\n')[0]).TrimEnd('.', ' ');
    }

    // Through the address: a call of Native would come back here.
    private static void CheckVersion(nint handle, string path)
    {
        var version = NativeLibrary.TryGetExport(handle, nameof(Native.ns_abi_version), out var function) ? ((delegate* unmanaged<int>)function)() : 0;
        if (version == AbiVersion)
            return;
        NativeLibrary.Free(handle);
        throw new TorchException($"{path} has interface version {version}, this program needs {AbiVersion}: rebuild it with ./build.sh build");
    }

    // Debian's libtorch starts with one thread whatever the machine has.
    private static void StartThreads(nint handle)
    {
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null or "")
            ((delegate* unmanaged<int, int>)NativeLibrary.GetExport(handle, nameof(Native.ns_set_num_threads)))(Environment.ProcessorCount);
    }
}

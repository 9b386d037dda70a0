using System.Diagnostics;
using NasSharp.Torch.Interop;

namespace NasSharp.Torch.Tests.Native;

public sealed class NativeLoaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nassharp-loader-").FullName;

    private string LibraryPath => Path.Combine(folder, "libnassharp.so");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Missing_library_is_named_with_the_command_that_brings_it()
    {
        var error = Assert.Throws<TorchException>(() => NativeLoader.Load(null, folder));
        Assert.Contains(LibraryPath, error.Message);
        Assert.Contains("./build.sh build", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Configured_folder_without_the_library_is_the_only_one_searched()
    {
        var error = Assert.Throws<TorchException>(() => NativeLoader.Load(folder, AppContext.BaseDirectory));
        Assert.Contains($"was not found at {LibraryPath}:", error.Message);
        Assert.Contains("NASSHARP_NATIVE", error.Message);
    }

    [Fact]
    public void Configured_file_is_taken_as_it_is()
    {
        var file = Path.Combine(folder, "elsewhere.so");
        Assert.Contains($"was not found at {file}:", Assert.Throws<TorchException>(() => NativeLoader.Load(file, folder)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(4096)]
    public void File_that_is_no_library_is_named_with_the_reason(int bytes)
    {
        File.WriteAllBytes(LibraryPath, new byte[bytes]);
        var error = Assert.Throws<TorchException>(() => NativeLoader.Load(null, folder));
        Assert.Contains($"{LibraryPath} could not be loaded", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Missing_libtorch_is_named_with_the_command_that_brings_it()
    {
        Compile("int ns_abi_version(void) { return 1; }", "-Wl,--no-as-needed", MakeLibrary("libtorch_that_went_away.so"));
        File.Delete(Path.Combine(folder, "libtorch_that_went_away.so"));
        var error = Assert.Throws<TorchException>(() => NativeLoader.Load(null, folder));
        Assert.Contains("libtorch_that_went_away.so: cannot open shared object file", error.Message);
        Assert.Contains("./build.sh setup", error.Message);
        Assert.Contains("apt-get install libtorch-dev libopenblas0-openmp", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("int ns_abi_version(void) { return 99; }", 99)]
    [InlineData("int something_else(void) { return 1; }", 0)]
    public void Library_of_another_version_is_refused(string source, int version)
    {
        Compile(source);
        var error = Assert.Throws<TorchException>(() => NativeLoader.Load(null, folder));
        Assert.Contains($"{LibraryPath} has interface version {version}, this program needs 2: rebuild it", error.Message);
        Assert.Contains("./build.sh build", error.Message);
    }

    [Fact]
    public async Task Program_without_the_library_ends_with_that_message_and_nothing_around_it()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "NasSharp.Torch.Tests"))
        {
            ArgumentList = { "-noColor", "-method", $"{typeof(Core.TensorTests).FullName}.{nameof(Core.TensorTests.In_place_operator_returns_the_same_object)}" },
            Environment = { ["NASSHARP_NATIVE"] = folder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains($"NasSharp.Torch.TorchException : libnassharp.so was not found at {LibraryPath}", output);
        Assert.DoesNotContain("TypeInitializationException", output + await errors);
    }

    private string MakeLibrary(string name)
    {
        var path = Path.Combine(folder, name);
        RunCompiler("int empty(void) { return 0; }", path);
        return path;
    }

    private void Compile(string source, params string[] options) => RunCompiler(source, LibraryPath, options);

    private static void RunCompiler(string source, string output, params string[] options)
    {
        var start = new ProcessStartInfo("g++") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-shared", "-fPIC", "-x", "c", "-", "-x", "none", .. options, "-o", output])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Write(source);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

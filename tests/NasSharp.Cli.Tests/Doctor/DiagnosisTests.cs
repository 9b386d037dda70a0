using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Commands;
using NasSharp.Cli.Doctor;

namespace NasSharp.Cli.Tests.Doctor;

public class DiagnosisTests
{
    private static readonly MachineFacts Good = new()
    {
        System = "Debian GNU/Linux 12 (bookworm)",
        Runtime = "10.0.1",
        Processor = "Example 9000",
        Instructions = ["AVX-512", "AVX2", "FMA"],
        Cores = 2,
        Libtorch = "1.13.0",
        LoadedFiles = ["/usr/lib/libtorch_cpu.so.1.13", "/usr/lib/x86_64-linux-gnu/openblas-openmp/libopenblasp-r0.3.21.so", "/lib/libc.so.6"],
        Threads = 2,
        ImageDecoders = ["JPEG (libjpeg-turbo)"],
        Memory = 8L << 30,
        FreeDisk = 20L << 30,
    };

    [Fact]
    public void Healthy_machine_has_nothing_to_mend() => Assert.All(Diagnosis.Of(Good, "0.1.0"), f => Assert.Equal(Health.Ok, f.Health));

    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-openmp/libopenblasp-r0.3.21.so", true, "OpenBLAS (openmp)")]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblasp-r0.3.21.so", false, "its own threads")]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-serial/libopenblas-r0.3.21.so", false, "one thread")]
    [InlineData("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0", false, "reference")]
    [InlineData("/opt/torch/lib/libmkl_core.so.2", true, "MKL")]
    [InlineData("/usr/lib/libc.so.6", false, "not recognised")]
    public void Blas_is_recognised_by_the_loaded_file(string file, bool fast, string word)
    {
        var finding = BlasKind.Recognise([file], "");

        Assert.Equal(fast ? Health.Ok : Health.Warning, finding.Health);
        Assert.Contains(word, finding.Value, StringComparison.Ordinal);
        Assert.Equal(fast, finding.Fix is null);
    }

    [Fact]
    public void Fewer_threads_than_cores_name_the_variable_that_limits_them()
    {
        var threads = Diagnosis.Of(Good with { Threads = 1, OmpThreads = "1" }, "0.1.0").Single(f => f.Name == "threads");

        Assert.Equal(Health.Warning, threads.Health);
        Assert.Equal("OMP_NUM_THREADS=1 limits them: unset OMP_NUM_THREADS", threads.Fix);
    }

    [Fact]
    public void Gpu_that_libtorch_cannot_use_is_a_warning() =>
        Assert.Equal(Health.Warning, Diagnosis.Of(Good with { HasGpuDriver = true }, "0.1.0").Single(f => f.Name == "GPU").Health);

    [Fact]
    public void Every_warning_and_problem_has_a_remedy()
    {
        var poor = Good with { Libtorch = null, LibtorchFailure = "libtorch_cpu.so: cannot open", Instructions = [], ImageDecoders = [], Memory = 1 << 28, FreeDisk = 1 << 20 };

        Assert.All(Diagnosis.Of(poor, "0.1.0").Where(f => f.Health != Health.Ok), f => Assert.NotNull(f.Fix));
        Assert.Equal(5, Diagnosis.Of(poor, "0.1.0").Count(f => f.Health != Health.Ok));
    }

    [Fact]
    public void Healthy_screen_is_as_expected() => Expectation.Matches(Screen(Good, 0), "doctor-healthy");

    [Fact]
    public void Screen_without_libtorch_is_as_expected() =>
        Expectation.Matches(Screen(Good with { Libtorch = null, LibtorchFailure = "libtorch_cpu.so.1.13: cannot open shared object file" }, 4), "doctor-no-libtorch");

    [Fact]
    public void Json_lists_all_findings()
    {
        var world = new TestWorld();

        DoctorCommandWith(world, Good, "--json");

        using var json = System.Text.Json.JsonDocument.Parse(world.Out);
        Assert.True(json.RootElement.GetProperty("healthy").GetBoolean());
        Assert.Equal(Diagnosis.Of(Good, "0.1.0").Count, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    private static string Screen(MachineFacts facts, int expectedCode)
    {
        var world = new TestWorld();
        Assert.Equal(expectedCode, DoctorCommandWith(world, facts));
        return world.Out;
    }

    private static int DoctorCommandWith(TestWorld world, MachineFacts facts, params string[] options)
    {
        var root = new System.CommandLine.RootCommand { GlobalOptions.Json(), GlobalOptions.Verbose(), DoctorCommand.Create(world.Surroundings, _ => facts) };
        return root.Parse(["doctor", .. options]).Invoke();
    }
}

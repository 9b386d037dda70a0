using NasSharp.Cli.CommandLine;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.Cli.Tests.CommandLine;

public class FailureReportTests
{
    public static TheoryData<Exception, int> Codes => new()
    {
        { new TrainingException("the loss is not a number"), 1 },
        { new TorchException("aten::mm: shapes differ"), 1 },
        { new InvalidOperationException("a defect"), 1 },
        { new UsageException("--resume without a run"), 2 },
        { new FileNotFoundException("a.safetensors"), 3 },
        { new ArchitectureException("no key 'x'"), 3 },
        { new SearchSpaceException("no space"), 3 },
        { new CheckpointException("step-1.safetensors is damaged"), 3 },
        { new RunFolderException("in use"), 3 },
        { new ArgumentOutOfRangeException("channels", "must be even"), 2 },
        { new TorchException("libnassharp.so was not found: build it with ./build.sh build"), 4 },
        { new TypeInitializationException("Native", new TorchException("libnassharp.so was not found: build it with ./build.sh build")), 4 },
        { new OperationCanceledException(), 130 },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void Kind_of_failure_decides_the_exit_code(Exception failure, int expected) => Assert.Equal(expected, FailureReport.CodeOf(failure));

    [Fact]
    public void Failure_is_one_line_on_standard_error()
    {
        var world = new TestWorld();

        FailureReport.Write(new NasSharpException("first\n  second"), world.Surroundings, json: false, verbose: false);

        Assert.Equal("nasctl: first second\n", world.Error);
        Assert.Equal("", world.Out);
    }

    [Fact]
    public void Verbose_adds_the_stack()
    {
        var world = new TestWorld();

        FailureReport.Write(Thrown(), world.Surroundings, json: false, verbose: true);

        Assert.StartsWith("nasctl: no", world.Error, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_also_writes_an_object_to_standard_output()
    {
        var world = new TestWorld();

        FailureReport.Write(new FileNotFoundException("a 'file' is missing"), world.Surroundings, json: true, verbose: false);

        Assert.Equal("""{"event":"error","message":"a 'file' is missing","exitCode":3}""" + "\n", world.Out);
    }

    private static NasSharpException Thrown()
    {
        try
        {
            throw new NasSharpException("no");
        }
        catch (NasSharpException e)
        {
            return e;
        }
    }
}

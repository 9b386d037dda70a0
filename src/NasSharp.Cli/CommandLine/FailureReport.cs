using System.ComponentModel;
using System.Text.Json;
using NasSharp.Benchmarks;
using NasSharp.Experiments.Store;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;
using NasSharp.Tuners;

namespace NasSharp.Cli.CommandLine;

/// <summary>Turns an exception into one line on standard error and an exit code.</summary>
internal static class FailureReport
{
    /// <summary>Reports the failure and returns the exit code.</summary>
    public static int Write(Exception failure, Surroundings world, bool json, bool verbose)
    {
        var code = CodeOf(failure);
        var message = OneLine(MessageOf(failure));
        if (json)
            world.Out.WriteLine(JsonSerializer.Serialize(new { @event = "error", message, exitCode = code }, Output.Json.Line));
        world.Error.WriteLine($"nasctl: {message}");
        if (verbose)
            world.Error.WriteLine(failure.ToString());
        return code;
    }

    /// <summary>The exit code that belongs to a kind of failure.</summary>
    public static int CodeOf(Exception failure) => failure switch
    {
        UsageException or ArgumentException => ExitCode.Usage,
        OperationCanceledException => ExitCode.Interrupted,
        DataProblem or IOException or UnauthorizedAccessException or JsonException => ExitCode.BadData,
        ArchitectureException or SearchSpaceException or CheckpointException or RunFolderException or ExperimentException or TunerException or BenchmarkException or LatencyException or CostException or Morphing.NetworkPlanException => ExitCode.BadData,
        _ when IsSetup(failure) => ExitCode.BadSetup,
        _ => ExitCode.RunFailed,
    };

    private static string MessageOf(Exception failure) => failure switch
    {
        OperationCanceledException => "stopped",
        TypeInitializationException { InnerException: { } inner } => MessageOf(inner),
        AggregateException { InnerExceptions: [var only] } => MessageOf(only),
        // .NET appends the name of the parameter, which is not an option's name.
        ArgumentException => failure.Message.Split(" (Parameter '")[0],
        NasSharpException or TorchException or UsageException or DataProblem or IOException or UnauthorizedAccessException => failure.Message,
        _ => $"{failure.Message} ({failure.GetType().Name}; --verbose prints the stack)",
    };

    // Without its native library nothing computes; the loader's message names the file and the command.
    private static bool IsSetup(Exception failure) => failure switch
    {
        DllNotFoundException or BadImageFormatException or Win32Exception => true,
        TypeInitializationException { InnerException: { } inner } => IsSetup(inner),
        TorchException => failure.Message.Contains("libnassharp", StringComparison.Ordinal) || failure.Message.Contains("./build.sh", StringComparison.Ordinal),
        _ => false,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Runs;

/// <summary>Runs a command's training so that an interrupt ends it at a checkpoint and the user learns how to go on.</summary>
internal static class StoppableRun
{
    /// <summary>Runs the work and returns its exit code; after an interrupt prints the command that continues.</summary>
    public static int Run(CommandContext context, string folder, Func<CancellationToken, int> work)
    {
        try
        {
            using var stoppable = context.World.Interrupts.StopAtCheckpoint();
            return work(context.World.Interrupts.Token);
        }
        catch (OperationCanceledException)
        {
            var resume = RunArguments.ResumeCommand(context, folder);
            if (context.Json)
                context.WriteJson(new { @event = "interrupted", resume, exitCode = ExitCode.Interrupted });
            else
                context.World.Out.WriteLine($"stopped at a checkpoint; continue with:\n  {resume}");
            return ExitCode.Interrupted;
        }
    }
}

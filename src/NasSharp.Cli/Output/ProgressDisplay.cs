using NasSharp.Cli.CommandLine;
using NasSharp.Training.Progress;

namespace NasSharp.Cli.Output;

/// <summary>Shows the progress of one training as the output wants it: a bar on a terminal, lines in a pipe, JSON for scripts.</summary>
internal sealed class ProgressDisplay : IProgressSink, IDisposable
{
    private readonly IProgressSink sink;

    public ProgressDisplay(CommandContext context, string label)
    {
        var world = context.World;
        sink = context.Json ? new JsonProgress(world.Out, world.Time, label)
            : world.IsTerminal ? new TerminalProgress(world.Out, world.Width, world.Time, label)
            : new LineProgress(world.Out, world.Time, label);
    }

    /// <inheritdoc/>
    public void Report(ProgressEvent progress) => sink.Report(progress);

    /// <inheritdoc/>
    public void Dispose() => (sink as IDisposable)?.Dispose();
}

namespace NasSharp.Cli.CommandLine;

/// <summary>What nasctl tells the shell; docs/cli.md lists the same numbers.</summary>
internal static class ExitCode
{
    /// <summary>The command did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>The run started and failed: a loss that is not a number, a model that libtorch refuses.</summary>
    public const int RunFailed = 1;

    /// <summary>The command line is wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>A file or data set is missing, damaged or does not fit.</summary>
    public const int BadData = 3;

    /// <summary>The machine lacks something essential: see <c>nasctl doctor</c>.</summary>
    public const int BadSetup = 4;

    /// <summary>Stopped by Ctrl-C or a termination signal, at a checkpoint when the command has them.</summary>
    public const int Interrupted = 130;
}

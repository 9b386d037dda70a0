using System.Runtime.InteropServices;

namespace NasSharp.Cli.CommandLine;

/// <summary>
/// Turns Ctrl-C and termination signals into a request to stop at the next checkpoint; the second one ends the process at once.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Action<string> announce;
    private readonly Action<int> kill;
    private string words = "";
    private int count;
    private int insideCommand;

    /// <summary>Makes a source that only <see cref="Raise"/> triggers.</summary>
    public Interrupts(Action<string> announce, Action<int> kill)
    {
        this.announce = announce;
        this.kill = kill;
    }

    /// <summary>Cancelled at the first interrupt.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Listens to the signals of this process.</summary>
    public static Interrupts OfThisProcess(TextWriter error)
    {
        // A bar may stand in the line, and the terminal has just added ^C to it.
        var erase = Console.IsErrorRedirected ? "" : "\r\u001b[K";
        var interrupts = new Interrupts(words => error.WriteLine(erase + words), EndNow);
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            interrupts.registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                interrupts.Raise();
            }));
        }
        return interrupts;
    }

    /// <summary>While the result is not disposed the first interrupt asks the command to stop; outside, it ends the process.</summary>
    /// <param name="said">What it says then; empty where the command says it itself.</param>
    public IDisposable StopAtCheckpoint(string said = "stopping at the next checkpoint; press Ctrl-C again to stop now")
    {
        words = said;
        Interlocked.Increment(ref insideCommand);
        return new CommandScope(this);
    }

    /// <summary>What a signal does.</summary>
    public void Raise()
    {
        if (Interlocked.Increment(ref count) > 1 || Volatile.Read(ref insideCommand) == 0)
        {
            kill(ExitCode.Interrupted);
            return;
        }
        if (words.Length > 0)
            announce(words);
        source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    // Environment.Exit would run the destructors of libtorch while another thread still computes with it.
    private static void EndNow(int code)
    {
        if (OperatingSystem.IsLinux())
            ExitWithoutCleanup(code);
        Environment.Exit(code);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void ExitWithoutCleanup(int code);

    private sealed class CommandScope(Interrupts owner) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref owner.insideCommand);
    }
}

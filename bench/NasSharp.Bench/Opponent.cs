using System.Diagnostics;

namespace NasSharp.Bench;

/// <summary>A server process that runs one repeat on request.</summary>
internal sealed class Opponent : IDisposable
{
    private readonly Process process;
    private readonly string name;

    internal Opponent(string name, string file, params string[] arguments)
    {
        this.name = name;
        process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{name}: {file} did not start");
        Facts = Read();
    }

    /// <summary>What the server told when it was ready.</summary>
    internal Measurements Facts { get; }

    internal Measurements Repeat()
    {
        process.StandardInput.WriteLine("step");
        process.StandardInput.Flush();
        return Read();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private Measurements Read() => Measurements.Parse(process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{name} ended early; its error output stands above"));
}

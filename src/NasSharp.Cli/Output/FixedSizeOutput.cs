using System.Text;
using Spectre.Console;

namespace NasSharp.Cli.Output;

/// <summary>Writes what Spectre.Console draws to any writer, at a width that the caller chose.</summary>
internal sealed class FixedSizeOutput(TextWriter writer, int width) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    public int Width => width;

    public int Height => 24;

    public void SetEncoding(Encoding encoding)
    {
    }
}

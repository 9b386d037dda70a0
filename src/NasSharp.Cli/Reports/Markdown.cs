using System.Text;

namespace NasSharp.Cli.Reports;

/// <summary>Builds a report in Markdown.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder text = new();

    /// <summary>A heading; level 1 is the title.</summary>
    public Markdown Heading(int level, string words) => Add($"{new string('#', level)} {words}\n\n");

    /// <summary>A paragraph.</summary>
    public Markdown Paragraph(string words) => Add($"{words}\n\n");

    /// <summary>A block of shell commands.</summary>
    public Markdown Shell(params IEnumerable<string> commands) => Add($"```sh\n{string.Join('\n', commands)}\n```\n\n");

    /// <summary>A table; the first row is its header.</summary>
    public Markdown Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Add($"| {string.Join(" | ", header)} |\n|{string.Concat(header.Select(_ => "---|"))}\n");
        foreach (var row in rows)
            Add($"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
        return Add("\n");
    }

    /// <summary>The text, with one line end at its end.</summary>
    public override string ToString() => text.ToString().TrimEnd('\n') + "\n";

    private Markdown Add(string words)
    {
        text.Append(words);
        return this;
    }
}

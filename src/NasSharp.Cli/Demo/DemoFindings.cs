using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Reports;
using NasSharp.Cli.Runs;
using NasSharp.Spaces;
using Spectre.Console;

namespace NasSharp.Cli.Demo;

/// <summary>What the demo has found, for the screen, for scripts and for report.md.</summary>
internal sealed record DemoFindings(
    CommandContext Context, string Folder, string Data, Architecture Searched, TimeSpan Search, TimeSpan Total, IReadOnlyList<DemoRow> Rows)
{
    private static readonly string[] Header = ["network", "test accuracy", "parameters", "FLOPs", "seconds"];

    /// <summary>Writes the findings to the output.</summary>
    public void Print()
    {
        if (Context.Json)
        {
            Context.WriteJson(new
            {
                @event = "result",
                searchSeconds = Math.Round(Search.TotalSeconds, 1),
                networks = Rows.Select(r => new
                {
                    name = r.Name,
                    testAccuracy = r.TestAccuracy,
                    parameters = r.Cost.Parameters,
                    flops = r.Cost.Flops,
                    seconds = Math.Round(r.Training.TotalSeconds, 1),
                }),
                report = Path.Combine(Folder, "report.md"),
            });
            return;
        }
        var console = Context.World.Tables();
        var table = new Table { Border = Context.World.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var (index, title) in Header.Index())
            table.AddColumn(new TableColumn(title) { NoWrap = true, Alignment = index == 0 ? Justify.Left : Justify.Right });
        foreach (var row in Rows)
            table.AddRow(Cells(row));
        console.WriteLine();
        console.Write(table);
        console.WriteLine(Verdict());
        console.WriteLine($"search {Numbers.Time(Search)}, everything {Numbers.Time(Total)}; the seconds are those of training");
        console.WriteLine($"written: {Path.Combine(Folder, "report.md")}, with architecture.json, model.safetensors, metrics.jsonl and tensorboard/ beside it");
    }

    /// <summary>The report.</summary>
    public string ToMarkdown() => new Markdown()
        .Heading(1, "Demo")
        .Paragraph(Data)
        .Paragraph("A DARTS search trained on one half of the training images and chose by the other half. Then each network was trained in the same way on all "
            + "training images, from the same seed, and the test images were read once, at its end. FLOPs are multiply-adds of convolutions and matrix products for one image; "
            + "the seconds are those of the training.")
        .Table(Header, Rows.Select(Cells))
        .Paragraph($"{Verdict()} The search took {Numbers.Time(Search)}.")
        .Heading(2, "Architecture that was found")
        .Table(["choice", "chosen"], ArchitectureRows.Of(Searched).Select(r => (string[])[r.Key, r.Chosen]))
        .Heading(2, "Options")
        .Table(["option", "value"], RecordedOptions.Of(Context.Options).Select(o => (string[])[o.Key, o.Value]))
        .ToString();

    private static string[] Cells(DemoRow row) =>
    [
        row.Words, Numbers.Percent(row.TestAccuracy), Numbers.Count(row.Cost.Parameters), Numbers.Count(row.Cost.Flops),
        row.Training.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
    ];

    // The plain comparison, whichever way it came out.
    private string Verdict()
    {
        var searched = Rows[0];
        var random = Rows.Where(r => r.Name.StartsWith("random", StringComparison.Ordinal)).ToList();
        var largest = Rows[^1];
        var beaten = random.Count(r => searched.TestAccuracy > r.TestAccuracy);
        var againstLargest = 100 * (searched.TestAccuracy - largest.TestAccuracy);
        return string.Create(CultureInfo.InvariantCulture,
            $"The searched network beats {beaten} of {random.Count} random ones{(random.Count == 0 ? "" : $" (their mean is {Numbers.Percent(random.Average(r => r.TestAccuracy))})")}; "
            + $"against the largest: {againstLargest:+0.00;-0.00;0.00} points with {(double)searched.Cost.Flops / largest.Cost.Flops:0.00} of its FLOPs.");
    }
}

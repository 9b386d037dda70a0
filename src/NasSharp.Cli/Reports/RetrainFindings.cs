using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;
using NasSharp.Spaces;

namespace NasSharp.Cli.Reports;

/// <summary>What a trained network achieves, for the screen, for scripts and for report.md.</summary>
internal sealed record RetrainFindings(
    string Folder, string Data, CommandContext Context, Architecture Architecture, IReadOnlyDictionary<string, double> Test, NetworkCost Cost, TimeSpan Elapsed)
{
    private string File => Path.Combine(Folder, "model.safetensors");

    /// <summary>Writes the findings to the output.</summary>
    public void Print()
    {
        if (Context.Json)
        {
            Context.WriteJson(new
            {
                @event = "result",
                model = File,
                test = Test,
                parameters = Cost.Parameters,
                flops = Cost.Flops,
                seconds = Math.Round(Elapsed.TotalSeconds, 1),
            });
            return;
        }
        var output = Context.World.Out;
        output.WriteLine($"test data: {Numbers.Metrics(Test)}");
        output.WriteLine($"{Numbers.Short(Cost.Parameters)} parameters, {Numbers.Short(Cost.Flops)} FLOPs, trained in {Numbers.Time(Elapsed)}");
        output.WriteLine($"written: {File}, report.md beside it");
    }

    /// <summary>The report.</summary>
    public string ToMarkdown() => new Markdown()
        .Heading(1, "Retraining")
        .Paragraph(Data)
        .Table(["result", ""],
        [
            ["test data", Numbers.Metrics(Test)],
            ["parameters", Numbers.Count(Cost.Parameters)],
            ["FLOPs (multiply-adds)", Numbers.Count(Cost.Flops)],
            ["activations kept for training, one image", Numbers.Bytes(Cost.ActivationBytes)],
            ["time", Numbers.Time(Elapsed)],
        ])
        .Heading(2, "Architecture")
        .Table(["choice", "chosen"], ArchitectureRows.Of(Architecture).Select(r => (string[])[r.Key, r.Chosen]))
        .Heading(2, "Options")
        .Table(["option", "value"], RecordedOptions.Of(Context.Options).Select(o => (string[])[o.Key, o.Value]))
        .ToString();
}

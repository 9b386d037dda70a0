using System.Globalization;
using NasSharp.Cli.Algorithms;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Hardware;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;

namespace NasSharp.Cli.Reports;

/// <summary>What a search has found, for the screen, for scripts and for report.md.</summary>
internal sealed record SearchFindings(
    string Folder, string Data, CommandContext Context, SearchOutcome Outcome, NetworkCost Cost, SearchHardware? Hardware = null)
{
    private string File => Path.Combine(Folder, "architecture.json");

    private string? Price => Hardware is not { Costs: var costs, Objective: var objective }
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{costs.Of(Outcome.Architecture):G6}{(objective?.Limit is { } limit ? $" (limit {limit:G6})" : "")}; the space has {costs.Least:G6} to {costs.Most:G6}");

    private string Next => $"nasctl retrain --architecture {RunArguments.ShellWord(File)} --output {RunArguments.ShellWord(Folder.TrimEnd('/') + "-retrained")}";

    /// <summary>Writes the findings to the output.</summary>
    public void Print()
    {
        if (Context.Json)
        {
            Context.WriteJson(new
            {
                @event = "result",
                architecture = File,
                validation = Outcome.Validation,
                parameters = Cost.Parameters,
                flops = Cost.Flops,
                cost = Hardware is null ? null : new { name = Hardware.Costs.Name, value = Hardware.Costs.Of(Outcome.Architecture), limit = Hardware.Objective?.Limit },
                seconds = Math.Round(Outcome.Elapsed.TotalSeconds, 1),
                next = Next,
            });
            return;
        }
        var output = Context.World.Out;
        output.WriteLine();
        foreach (var (key, chosen) in ArchitectureRows.Of(Outcome.Architecture))
            output.WriteLine($"  {key,-20} {chosen}");
        output.WriteLine();
        output.WriteLine($"{Numbers.Short(Cost.Parameters)} parameters, {Numbers.Short(Cost.Flops)} FLOPs, found in {Numbers.Time(Outcome.Elapsed)}");
        if (Price is { } price)
            output.WriteLine($"{Hardware!.Costs.Name}: {price}");
        output.WriteLine($"written: {File}, report.md beside it; train it with:");
        output.WriteLine($"  {Next}");
    }

    /// <summary>The report.</summary>
    public string ToMarkdown() => new Markdown()
        .Heading(1, $"Search with {Context.Options.GetValue<string>("--algorithm")}")
        .Paragraph(Data)
        .Table(["found", ""],
        [
            ["parameters", Numbers.Count(Cost.Parameters)],
            ["FLOPs (multiply-adds)", Numbers.Count(Cost.Flops)],
            ["activations kept for training, one image", Numbers.Bytes(Cost.ActivationBytes)],
            ["supernet on validation data", Numbers.Metrics(Outcome.Validation)],
            .. Price is { } price ? new string[][] { [$"cost, {Hardware!.Costs.Name}", price] } : [],
            ["time", Numbers.Time(Outcome.Elapsed)],
        ])
        .Heading(2, "Architecture")
        .Table(["choice", "chosen"], ArchitectureRows.Of(Outcome.Architecture).Select(r => (string[])[r.Key, r.Chosen]))
        .Heading(2, "Options")
        .Table(["option", "value"], RecordedOptions.Of(Context.Options).Select(o => (string[])[o.Key, o.Value]))
        .Heading(2, "Go on")
        .Paragraph("`model.safetensors` holds the derived network with the weights of the supernet; trained from scratch it is better:")
        .Shell(Next)
        .ToString();
}

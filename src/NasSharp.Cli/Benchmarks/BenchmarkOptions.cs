using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Benchmarks;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Benchmarks.Search;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Benchmarks;

/// <summary>The options that <c>benchmark run</c> and <c>benchmark compare</c> share.</summary>
internal static class BenchmarkOptions
{
    private static readonly Dictionary<string, ImageSet> Images = new(StringComparer.Ordinal)
    {
        ["cifar10"] = ImageSet.Cifar10, ["cifar100"] = ImageSet.Cifar100, ["imagenet16"] = ImageSet.ImageNet16,
    };

    private static readonly Dictionary<string, AccuracySplit> Splits = new(StringComparer.Ordinal)
    {
        ["validation"] = AccuracySplit.Validation, ["test"] = AccuracySplit.Test, ["both"] = AccuracySplit.ValidationAndTest, ["single-run"] = AccuracySplit.SingleRun,
    };

    public static Option<string> ImagesOption() => Values.Word("--images", "The images whose accuracies count.", "cifar100", [.. Images.Keys]);

    public static Option<string> SplitOption(string standard) => Values.Word("--split", "What is looked up; single-run is one run without averaging.", standard, [.. Splits.Keys]);

    public static ImageSet ImagesOf(CommandContext context) => Images[context.Options.GetRequiredValue<string>("--images")];

    public static AccuracySplit SplitOf(CommandContext context) => Splits[context.Options.GetRequiredValue<string>("--split")];

    public static void AddTo(Command command)
    {
        command.Options.Add(Values.Word("--space", "The benchmark.", "nasbench201", "nasbench201"));
        command.Options.Add(Values.Whole("--budget", "Whole trainings that a search may look up.", 200, 1, 1_000_000));
        command.Options.Add(Values.Whole("--seeds", "Searches, with the seeds 0, 1, ...", 50, 1, 100_000));
        command.Options.Add(ImagesOption());
        command.Options.Add(SplitOption("single-run"));
        command.Options.Add(new Option<bool>("--paper")
        {
            Description = "The protocol of the benchmark's paper: 12 epochs on CIFAR-10, 12,000 seconds of training, known architectures count again; --images is what is reported.",
        });
        command.Options.Add(Values.Text("--table", "The file that 'benchmark import' made.", "file"));
    }

    /// <summary>The benchmark; the caller closes it.</summary>
    public static NasBench201Table Open(CommandContext context)
        => NasBench201Table.Open(BenchmarkFiles.Of("nasbench201", context.Options.GetValue<string>("--table"), context.World));

    public static BenchmarkTask Task(CommandContext context, NasBench201Table table) => IsPaper(context)
        ? NasBench201Tasks.Paper(table, ImagesOf(context))
        : NasBench201Tasks.Accuracy(table, ImagesOf(context), SplitOf(context));

    public static BenchmarkBudget Budget(CommandContext context) => IsPaper(context)
        ? new BenchmarkBudget { Queries = 100_000, Seconds = 12_000, AnswerDuplicates = false }
        : new BenchmarkBudget { Queries = context.Options.GetValue<int>("--budget") };

    public static bool IsPaper(CommandContext context) => context.Options.GetValue<bool>("--paper");

    /// <summary>Arguments of a tuner such as <c>population_size=20,sample_size=5</c>.</summary>
    public static JsonObject? Arguments(string? text)
    {
        if (text is null)
            return null;
        var arguments = new JsonObject();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length != 2 || pair[0].Length == 0)
                throw new UsageException($"--set '{part}' is not name=value");
            arguments[pair[0].Replace('-', '_')] = bool.TryParse(pair[1], out var flag) ? flag
                : long.TryParse(pair[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
                : double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : pair[1];
        }
        return arguments;
    }
}

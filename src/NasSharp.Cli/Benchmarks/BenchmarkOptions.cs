using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Benchmarks;
using NasSharp.Benchmarks.Search;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Benchmarks;

/// <summary>The options that the commands of <c>benchmark</c> share.</summary>
internal static class BenchmarkOptions
{
    private static readonly Dictionary<string, ImageSet> Images = new(StringComparer.Ordinal)
    {
        ["cifar10"] = ImageSet.Cifar10, ["cifar100"] = ImageSet.Cifar100, ["imagenet16"] = ImageSet.ImageNet16,
    };

    // Those that not every benchmark understands.
    private static readonly string[] Lookups = ["--images", "--split", "--epochs", "--device", "--paper"];

    private static readonly Dictionary<string, AccuracySplit> Splits = new(StringComparer.Ordinal)
    {
        ["validation"] = AccuracySplit.Validation, ["test"] = AccuracySplit.Test, ["both"] = AccuracySplit.ValidationAndTest, ["single-run"] = AccuracySplit.SingleRun,
    };

    /// <summary>Adds the options that say which benchmark is meant and what is looked up in it.</summary>
    public static void AddLookup(Command command, string split)
    {
        command.Options.Add(Values.Word("--space", "The benchmark.", "nasbench201", [.. BenchmarkKind.All.Select(k => k.Name)]));
        command.Options.Add(ImagesOption());
        command.Options.Add(SplitOption(split));
        command.Options.Add(Values.Text("--device", "The device of a latency.", "name"));
        command.Options.Add(Values.Text("--table", "The file that 'benchmark import' made.", "file"));
    }

    public static void AddTo(Command command)
    {
        AddLookup(command, "single-run");
        command.Options.Add(Values.Whole("--budget", "Whole trainings that a search may look up.", 200, 1, 1_000_000));
        command.Options.Add(Values.Whole("--seeds", "Searches, with the seeds 0, 1, ...", 50, 1, 100_000));
        command.Options.Add(new Option<bool>("--paper")
        {
            Description = "The protocol of the paper of NAS-Bench-201: 12 epochs on CIFAR-10, 12,000 seconds of training, known architectures count again; --images is what is reported.",
        });
    }

    /// <summary>The benchmark; the caller closes it.</summary>
    /// <exception cref="UsageException">An option is given that the benchmark does not understand.</exception>
    public static OpenBenchmark Open(CommandContext context)
    {
        var kind = BenchmarkKind.All.First(k => k.Name == context.Options.GetRequiredValue<string>("--space"));
        foreach (var option in context.Options.CommandResult.Command.Options.Where(o => Lookups.Contains(o.Name) && context.Options.WasGiven(o) && !kind.Options.Contains(o.Name)))
            throw new UsageException($"{option.Name}: {kind.Name} has nothing to choose from there; leave the option out");
        return kind.Open(BenchmarkFiles.Of(kind.Name, context.Options.GetValue<string>("--table"), context.World));
    }

    /// <summary>What the options ask for.</summary>
    public static BenchmarkQuestion Question(CommandContext context) => new(
        ImagesOf(context),
        Given(context, "--split") ? Splits[context.Options.GetRequiredValue<string>("--split")] : null,
        Given(context, "--epochs") ? context.Options.GetValue<int>("--epochs") : null,
        context.Options.GetValue<string>("--device"),
        IsPaper(context),
        Has(context, "--limit") ? context.Options.GetValue<int>("--limit") : 1);

    public static Option<string> ImagesOption() => Values.Word("--images", "The images whose accuracies count, where there are several.", "cifar100", [.. Images.Keys]);

    public static Option<string> SplitOption(string standard) => Values.Word("--split", "What is looked up; single-run is one run without averaging.", standard, [.. Splits.Keys]);

    public static AccuracySplit SplitOf(CommandContext context) => Splits[context.Options.GetRequiredValue<string>("--split")];

    public static ImageSet ImagesOf(CommandContext context) => Images[context.Options.GetRequiredValue<string>("--images")];

    public static BenchmarkBudget Budget(CommandContext context) => IsPaper(context)
        ? new BenchmarkBudget { Queries = 100_000, Seconds = 12_000, AnswerDuplicates = false }
        : new BenchmarkBudget { Queries = context.Options.GetValue<int>("--budget") };

    public static bool IsPaper(CommandContext context) => Has(context, "--paper") && context.Options.GetValue<bool>("--paper");

    private static bool Has(CommandContext context, string name) => context.Options.CommandResult.Command.Options.Any(o => o.Name == name);

    private static bool Given(CommandContext context, string name) => context.Options.CommandResult.Command.Options.FirstOrDefault(o => o.Name == name) is { } option && context.Options.WasGiven(option);

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

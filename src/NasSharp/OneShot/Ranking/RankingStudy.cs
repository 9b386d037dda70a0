using System.Text.Json.Nodes;
using NasSharp.Profiling;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.IO;
using NasSharp.Training;
using NasSharp.Training.Progress;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.Ranking;

/// <summary>
/// Checks a supernet after a search: draws networks from the space, measures them with the supernet's weights, trains each on its own, and compares the two rankings. A
/// study that was cancelled or killed goes on where it was: what the supernet said is kept, and every training resumes exactly.
/// </summary>
public static class RankingStudy
{
    /// <summary>The report, as JSON, in the folder of the study.</summary>
    public const string ReportFile = "ranking.json";

    /// <summary>The report as Markdown, beside it.</summary>
    public const string TableFile = "ranking.md";

    private const string PlanFile = "plan.json";
    private const int HashDigits = 8;

    /// <summary>Makes the report, or finishes it.</summary>
    /// <param name="task">Supernet, networks and data.</param>
    /// <param name="folder">Where the study stands; it may be a folder in that of the search.</param>
    /// <param name="options">How to check; null: the defaults.</param>
    /// <param name="run">Seed, device, progress and checkpoints; its folder and whether it resumes are not looked at. All networks start from the same seed.</param>
    /// <param name="cancel">Ends the study; what is done is kept.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than the training data.</exception>
    /// <exception cref="RunFolderException">The folder holds a study of another space, seed or number of networks.</exception>
    /// <exception cref="TrainingException">The score is not measured, or a training cannot go on.</exception>
    /// <exception cref="TrainingCancelledException">The study was cancelled in a training.</exception>
    /// <exception cref="OperationCanceledException">The study was cancelled elsewhere.</exception>
    public static RankingReport Run(RankingTask task, string folder, RankingOptions? options = null, RunOptions? run = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new RankingOptions();
        run = (run ?? new RunOptions()) with { Folder = null, Resume = false };
        options.Validate();
        run.Validate();
        Directory.CreateDirectory(folder);
        var plan = Plan(task, folder, options, run, cancel);
        var networks = new List<RankedNetwork>();
        foreach (var (architecture, supernet) in plan)
        {
            cancel.ThrowIfCancellationRequested();
            networks.Add(Train(task, folder, options, run, architecture, supernet, networks.Count, cancel));
            run.Progress?.Report(new PhaseProgress("stand-alone networks", networks.Count, plan.Count));
        }
        var report = RankingReport.Of(networks, options, run.Seed);
        AtomicFile.WriteAllText(Path.Combine(folder, TableFile), report.ToMarkdown());
        AtomicFile.WriteAllText(Path.Combine(folder, ReportFile), report.ToJson().ToJsonString(new() { WriteIndented = true }) + "\n");
        return report;
    }

    // What the supernet says of the networks; kept, because it costs time and the supernet may go on.
    private static List<(Architecture Architecture, double Score)> Plan(RankingTask task, string folder, RankingOptions options, RunOptions run, CancellationToken cancel)
    {
        var space = SearchSpace.Of(task.Supernet);
        var path = Path.Combine(folder, PlanFile);
        if (File.Exists(path))
            return Read(path, space, options, run);
        var random = new RandomStream(run.Seed, "ranking networks");
        var drawn = CandidateRanking.Distinct(space, options.Networks, () => space.Sample(random));
        var device = run.Device ?? (torch.cuda.is_available() ? torch.CUDA : torch.CPU);
        task.Supernet.to(device);
        using var mutator = new RandomMutator(task.Supernet, random);
        var loader = new LoaderOptions
        {
            BatchSize = options.Training.BatchSize, Seed = run.Seed, Workers = run.LoaderWorkers, Device = device, ChannelsLast = run.ChannelsLast ?? MemoryLayout.Suits(task.Supernet),
        };
        using var measurement = new SupernetEvaluation(mutator, task.Objective(task.Supernet), task.Train, task.Validation, loader, options.RecalibrationBatches);
        var plan = new List<(Architecture, double)>();
        foreach (var architecture in drawn)
        {
            plan.Add((architecture, Score(measurement.Evaluate(architecture, cancel), options)));
            run.Progress?.Report(new PhaseProgress("networks in the supernet", plan.Count, drawn.Count));
        }
        AtomicFile.WriteAllText(path, Print(plan, space, options, run).ToJsonString(new() { WriteIndented = true }) + "\n");
        return plan;
    }

    private static RankedNetwork Train(
        RankingTask task, string folder, RankingOptions options, RunOptions run, Architecture architecture, double supernet, int position, CancellationToken cancel)
    {
        using var network = run.Create(task.Network);
        FixedArchitecture.Apply(network, architecture);
        var profile = Profiler.Profile(network, [1, .. task.Train.InputShape]);
        var own = Path.Combine(folder, FormattableString.Invariant($"network-{position + 1:D2}-{architecture.Hash[..HashDigits]}"));
        using var trainer = Retrainer.JudgedOn(task.Validation, network, task.Objective(network), task.Train, options.Training, run with { Folder = own, Resume = true });
        return new RankedNetwork(architecture, supernet, Score(trainer.Train(cancel).Test, options), profile.Parameters, profile.Flops);
    }

    private static double Score(IReadOnlyDictionary<string, double> metrics, RankingOptions options) => CandidateRanking.Score(metrics, nameof(RankingOptions.Score), options.Score);

    private static JsonObject Print(IEnumerable<(Architecture Architecture, double Score)> plan, SearchSpace space, RankingOptions options, RunOptions run) => new()
    {
        ["space"] = space.Fingerprint,
        ["seed"] = run.Seed,
        ["score"] = options.Score,
        ["asked"] = options.Networks,
        ["networks"] = new JsonArray([.. plan.Select(p => new JsonObject { ["supernet"] = p.Score, ["architecture"] = JsonNode.Parse(p.Architecture.ToJson()) })]),
    };

    private static List<(Architecture Architecture, double Score)> Read(string path, SearchSpace space, RankingOptions options, RunOptions run)
    {
        var file = new ResultFile(JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? [], path);
        DemandSame("space", file.Get<string>("space"), space.Fingerprint);
        DemandSame("seed", file.Get<long>("seed"), run.Seed);
        DemandSame("score", file.Get<string>("score"), options.Score);
        DemandSame("number of networks", file.Get<int>("asked"), options.Networks);
        return [.. file.List("networks").Select(n => (Architecture.Parse(space, n.Json("architecture"), path), n.Get<double>("supernet")))];

        void DemandSame<T>(string what, T before, T now)
        {
            if (!Equals(before, now))
                throw new RunFolderException($"{path} was made with the {what} {before}, now it is {now}; use the same, or another folder.");
        }
    }
}

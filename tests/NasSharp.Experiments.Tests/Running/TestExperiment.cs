using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.InProcess;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Store;
using NasSharp.Experiments.Trials;
using NasSharp.Spaces;
using NasSharp.Tuners;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Experiments.Tests.Running;

/// <summary>An experiment in a temporary folder, run to its end.</summary>
internal sealed class TestExperiment : IDisposable
{
    /// <summary>Four choices among ten: room for distinct trials.</summary>
    public static SearchSpace Wide { get; } = SearchSpace.Parse(
        "{" + string.Join(',', Enumerable.Range(0, 4).Select(i => $"\"c{i}\":{{\"_type\":\"layer_choice\",\"_value\":[{string.Join(',', Enumerable.Range(0, 10).Select(n => $"\"{n}\""))}]}}")) + "}");

    private readonly TemporaryFolder _folder = new();

    public TestExperiment(int trials, int concurrency = 1, TimeSpan? duration = null, bool maximize = true, string configuration = "{}") => Store = ExperimentStore.Create(Folder, SmallExperiment.Info with
    {
        SearchSpace = Wide.ToJson(),
        MaxTrials = trials,
        Configuration = configuration,
        Concurrency = concurrency,
        Maximize = maximize,
        MaxDuration = duration ?? TimeSpan.FromHours(1),
    });

    /// <summary>A configuration with the result, above 0, and latency, below the reference.</summary>
    public static string TwoObjectives(double? reference) => new ExperimentConfiguration
    {
        Name = "two",
        Concurrency = 1,
        SearchSpacePath = "space.json",
        Tuner = new TunerConfiguration { Name = "nsga2" },
        Objectives = [new(Objective.Default, Goal.Maximize, reference is null ? null : 0), new("latency", Goal.Minimize, reference)],
        Trial = new TrialConfiguration { Command = "true", CodeFolder = "." },
    }.ToJson();

    public ExperimentStore Store { get; }

    public string Folder => _folder.At("experiment");

    public LocalOptions Local(string command) => new()
    {
        Command = command,
        CodeFolder = _folder.Path,
        ExperimentFolder = Folder,
        ExperimentId = "abcd1234",
        Grace = TimeSpan.FromMilliseconds(200),
    };

    public ExperimentStatus Run(ITrainingService service, ExperimentRunOptions? options = null, ITuner? tuner = null, CancellationToken cancel = default)
    {
        using (service)
        {
            var run = new ExperimentRun(Store, tuner ?? new RandomTuner(Wide, Store.Info().Seed), service, options);
            return run.RunAsync(cancel).GetAwaiter().GetResult();
        }
    }

    public TrialRecord RunOne(string command, ExperimentRunOptions? options = null, Func<LocalOptions, LocalOptions>? change = null)
    {
        Assert.Equal(ExperimentStatus.Done, Run(new LocalService((change ?? (o => o))(Local(command))), options));
        return Assert.Single(Store.Trials());
    }

    public static InProcessService InProcess(Action<TrialContext> trial) => new((context, _) => trial(context));

    /// <summary>A result that depends on the parameters only.</summary>
    public static double Score(string parameters) => Architecture.ParseTrialParameters(Wide, parameters).Decisions.Select((d, i) => d.Value.Selected[0] * Math.Pow(0.7, i)).Sum();

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}

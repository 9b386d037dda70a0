using NasSharp.Experiments.EarlyStopping;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Warm;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Configuration;

/// <summary>Makes an experiment of a configuration, and what runs it.</summary>
public static class ConfiguredExperiment
{
    /// <summary>Checks all of a configuration that can be checked before it runs, and makes the experiment's folder.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">The experiment's folder; made here.</param>
    /// <param name="id">The experiment's id.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="NasSharpException">The search space, the tuner or what the machine has does not fit the configuration.</exception>
    public static ExperimentStore Create(ExperimentConfiguration configuration, string folder, string id, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        time ??= TimeProvider.System;
        var space = SearchSpaceFile.Read(configuration.SearchSpacePath);
        configuration = configuration with { Constraints = [.. configuration.Constraints.Select(c => c.Filled(space))] };
        _ = Tuner(configuration, space, configuration.Seed);
        Service(configuration, id, folder).Dispose();
        return ExperimentStore.Create(folder, new ExperimentInfo
        {
            Id = id,
            Name = configuration.Name,
            Created = time.GetUtcNow(),
            Configuration = configuration.ToJson(),
            SearchSpace = space.ToJson(),
            Seed = configuration.Seed,
            Maximize = configuration.Objectives[0].Goal == Goal.Maximize,
            Concurrency = configuration.Concurrency,
            MaxTrials = configuration.MaxTrials,
            MaxDuration = configuration.MaxDuration,
        }, time);
    }

    /// <summary>Runs an experiment until it is done or stopped. The caller holds its lock.</summary>
    public static async Task<ExperimentStatus> RunAsync(ExperimentStore store, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var info = store.Info();
        var configuration = ExperimentConfiguration.FromJson(info.Configuration);
        var space = SearchSpace.Parse(info.SearchSpace, "search space of the experiment");
        var tuner = Tuner(configuration, space, info.Seed);
        using var service = Service(configuration, info.Id, store.Folder.Root);
        var run = new ExperimentRun(store, tuner, service, new ExperimentRunOptions
        {
            Objectives = configuration.Objectives,
            TrialDuration = configuration.MaxTrialDuration,
            Session = new TunerSessionOptions { Constraint = Allowed(configuration, space) },
            EarlyStopping = configuration.Assessor switch
            {
                null => null,
                { Name: "Asha" } asha => new AshaRule(asha.MinSteps, asha.ReductionFactor),
                var median => new MedianRule(median.StartStep),
            },
        });
        try
        {
            return await run.RunAsync(cancel).ConfigureAwait(false);
        }
        catch (NasSharpException error)
        {
            NoteEnd(store, run, error);
            throw;
        }
    }

    // So that 'nasctl status' says why; a disk that is full has no room for that either, and the manager's log has it anyway.
    private static void NoteEnd(ExperimentStore store, ExperimentRun run, NasSharpException error)
    {
        try
        {
            store.WriteStatus(ExperimentStatus.Stopped, error.Message, run.Elapsed);
        }
        catch (ExperimentException)
        {
            // the first error is the one to report
        }
    }

    private static ITrainingService Service(ExperimentConfiguration configuration, string id, string folder)
    {
        if (configuration.Slurm is { } slurm)
            return new SlurmService(SlurmSection.Options(configuration, slurm, id, folder));
        var trial = configuration.Trial;
        var options = new LocalOptions
        {
            Command = trial.Command,
            CodeFolder = trial.CodeFolder,
            ExperimentId = id,
            ExperimentFolder = Path.GetFullPath(folder),
            MemoryLimit = trial.MemoryMegabytes is { } megabytes ? (long)megabytes << 20 : null,
            CoresPerTrial = trial.Cores,
            GpusPerTrial = trial.Gpus,
            GpuIndices = trial.GpuIndices,
            MaxTrialsPerGpu = trial.MaxTrialsPerGpu,
        };
        return trial.WarmWorkers ? new WarmService(options) : new LocalService(options);
    }

    private static ITuner Tuner(ExperimentConfiguration configuration, SearchSpace space, long seed) => configuration.Tuner is { Name: { } name } tuner
        ? TunerCatalog.Create(name, space, tuner.Arguments?.DeepClone().AsObject(), seed, Allowed(configuration, space))
        : OwnTuner.Create(configuration.Tuner.Assembly!, configuration.Tuner.ClassName!, configuration.Tuner.Arguments, space, seed);

    private static Func<Architecture, bool>? Allowed(ExperimentConfiguration configuration, SearchSpace space)
    {
        if (configuration.Constraints.Count == 0)
            return null;
        var limits = configuration.Constraints.Select(c => c.Limit(space)).ToArray();
        return architecture => Array.TrueForAll(limits, l => l.Allows(architecture));
    }
}

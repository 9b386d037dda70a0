using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary><c>nasctl create</c>, <c>resume</c>, <c>pause</c>, <c>view</c>, <c>stop</c>, and the manager that they start.</summary>
internal static class RunCommands
{
    private const string Foreground = "--foreground";
    private const string Detach = "--detach";

    public static IEnumerable<Command> Create(Surroundings world) => [CreateNew(world), Resume(world), Pause(world), View(world), Stop(world), Manager(world), SlurmWorker(world)];

    private static Command CreateNew(Surroundings world)
    {
        var file = new Option<string>("--config", "-c") { Description = "The experiment's config.yml.", HelpName = "file", Required = true };
        var command = new Command("create", "Make an experiment and run it; the view ends with Ctrl-C, the experiment goes on.") { file };
        AddModes(command);
        CommandContext.SetAction(command, world, context =>
        {
            DemandOneMode(context);
            var configuration = ConfigurationFile.Read(context.Options.GetRequiredValue(file));
            var catalog = ExperimentArguments.Catalog(world);
            var id = catalog.NewId();
            var folder = catalog.FolderFor(id, configuration.LogFolder);
            ConfiguredExperiment.Create(configuration, folder, id, world.Time).Dispose();
            return Run(context, new ExperimentFolder(folder), id);
        });
        return command;
    }

    private static Command Resume(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var command = new Command("resume", "Go on with an experiment that was stopped or paused, or whose manager was killed.") { id };
        AddModes(command);
        CommandContext.SetAction(command, world, context =>
        {
            DemandOneMode(context);
            using var store = ExperimentArguments.Open(context, id);
            var info = store.Info();
            if (!info.IsPaused || !ExperimentLock.IsHeld(store.Folder) || context.Options.GetValue<bool>(Foreground))
                return Run(context, store.Folder, info.Id);
            // Its manager is there and waits.
            Demand(store, RequestKind.Continue);
            Tell(context, new { id = info.Id, paused = false }, $"experiment {info.Id} goes on");
            return context.Options.GetValue<bool>(Detach) ? ExitCode.Success : Follow(context, store.Folder);
        });
        return command;
    }

    private static Command Pause(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var command = new Command("pause", "Let a running experiment start no more trials; those that run go on to their ends.") { id };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var name = store.Info().Id;
            if (!ExperimentLock.IsHeld(store.Folder))
                throw new ExperimentException($"experiment {name} is not running.");
            Demand(store, RequestKind.Pause);
            Tell(context, new { id = name, paused = true }, $"experiment {name} is paused: no new trials are started; 'nasctl resume {name}' goes on, 'nasctl stop {name}' ends it");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command View(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var command = new Command("view", "Follow an experiment; of one that is not running, show the end.") { id };
        CommandContext.SetAction(command, world, context => Follow(context, ExperimentArguments.Find(context, id)));
        return command;
    }

    private static Command Stop(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var all = new Option<bool>("--all", "-a") { Description = "Stop all that are running." };
        var command = new Command("stop", "End an experiment; what was running runs again when it is resumed.") { id, all };
        CommandContext.SetAction(command, world, context =>
        {
            var folders = context.Options.GetValue(all)
                ? ExperimentArguments.Catalog(world).Entries().Select(e => e.Folder).Where(ExperimentLock.IsHeld).ToList()
                : [ExperimentArguments.Find(context, id)];
            foreach (var folder in folders)
                StopOne(context, folder);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Manager(Surroundings world)
    {
        var folder = new Argument<string>("folder");
        var command = new Command(ManagerProcess.Command, "Run an experiment in this process, silently.") { folder };
        command.Hidden = true;
        CommandContext.SetAction(command, world, context => RunHere(context, new ExperimentFolder(context.Options.GetRequiredValue(folder)), show: false));
        return command;
    }

    // Started by Slurm on a compute node.
    private static Command SlurmWorker(Surroundings world)
    {
        var file = new Argument<string>("file");
        var command = new Command(SlurmOptions.WorkerArgument, "Run trials for a manager that the file leads to.") { file };
        command.Hidden = true;
        CommandContext.SetAction(command, world, context => PoolWorkerProcess.Run(context.Options.GetRequiredValue(file)));
        return command;
    }

    private static void AddModes(Command command)
    {
        command.Options.Add(new Option<bool>(Foreground, "-f") { Description = "Run the experiment in this process; Ctrl-C stops it." });
        command.Options.Add(new Option<bool>(Detach, "-d") { Description = "Return as soon as it runs." });
    }

    private static void DemandOneMode(CommandContext context)
    {
        if (context.Options.GetValue<bool>(Foreground) && context.Options.GetValue<bool>(Detach))
            throw new UsageException($"{Foreground} and {Detach} contradict each other; give one");
    }

    private static int Run(CommandContext context, ExperimentFolder folder, string id)
    {
        var (foreground, detach) = (context.Options.GetValue<bool>(Foreground), context.Options.GetValue<bool>(Detach));
        if (ExperimentLock.IsHeld(folder))
            ExperimentLock.Take(folder).Dispose(); // says who holds it
        if (context.Json)
            context.WriteJson(new { @event = "experiment", id, folder = folder.Root });
        else
            context.World.Out.WriteLine($"experiment {id} in {folder.Root}");
        if (foreground)
            return RunHere(context, folder, show: true);
        ManagerProcess.Start(folder);
        return detach ? ExitCode.Success : Follow(context, folder);
    }

    private static int RunHere(CommandContext context, ExperimentFolder folder, bool show)
    {
        using var held = ExperimentLock.Take(folder);
        using var store = ExperimentStore.Open(folder.Root);
        using var stoppable = context.World.Interrupts.StopAtCheckpoint(show && context.World.IsTerminal && !context.Json ? "" : LiveView.Stopping);
        var interrupted = context.World.Interrupts.Token;
        var run = Task.Run(() => ConfiguredExperiment.RunAsync(store, interrupted));
        if (show)
        {
            using var reader = ExperimentStore.Open(folder.Root);
            var summary = LiveView.Follow(context, reader, CancellationToken.None, () => !run.IsCompleted, () => interrupted.IsCancellationRequested);
            if (context.Json)
                context.WriteJson(summary);
        }
        var status = run.GetAwaiter().GetResult();
        if (show && !context.Json && status == ExperimentStatus.Stopped)
            context.World.Out.WriteLine(Stopped(store));
        return status == ExperimentStatus.Stopped ? ExitCode.Interrupted : ExitCode.Success;
    }

    private static int Follow(CommandContext context, ExperimentFolder folder)
    {
        using var store = ExperimentStore.Open(folder.Root);
        using var stoppable = context.World.Interrupts.StopAtCheckpoint("");
        var summary = LiveView.Follow(context, store, context.World.Interrupts.Token);
        if (context.Json)
            context.WriteJson(summary);
        else if (ExperimentLock.IsHeld(folder))
            context.World.Out.WriteLine($"the experiment goes on; to follow it: nasctl view {summary.Id}, to end it: nasctl stop {summary.Id}");
        return ExitCode.Success;
    }

    // Until the manager has done it, or is gone.
    private static void Demand(ExperimentStore store, RequestKind kind)
    {
        var request = store.AddRequest(kind);
        while (ExperimentLock.IsHeld(store.Folder) && !store.IsAnswered(request))
            Thread.Sleep(20);
    }

    private static void Tell(CommandContext context, object json, string text)
    {
        if (context.Json)
            context.WriteJson(json);
        else
            context.World.Out.WriteLine(text);
    }

    private static void StopOne(CommandContext context, ExperimentFolder folder)
    {
        using var store = ExperimentStore.Open(folder.Root);
        var id = store.Info().Id;
        if (!ExperimentLock.IsHeld(folder))
            throw new ExperimentException($"experiment {id} is not running.");
        store.AddRequest(RequestKind.Stop);
        while (ExperimentLock.IsHeld(folder))
            Thread.Sleep(20);
        Tell(context, new { id, stopped = true }, Stopped(store));
    }

    private static string Stopped(ExperimentStore store)
    {
        var info = store.Info();
        var stopped = $"experiment {info.Id} is stopped; 'nasctl resume {info.Id}' goes on";
        // A job that waits stays in the queue; what only waits for a worker is nowhere but here.
        var left = ExperimentConfiguration.FromJson(info.Configuration).Slurm is { CancelOnStop: false } slurm
            ? store.Unfinished().Count(t => t.Status == TrialState.Running || t.Attempts > 0 && slurm.Mode != SlurmMode.Pool)
            : 0;
        return left == 0 ? stopped : $"{stopped}\n{(left == 1 ? "a trial goes" : $"{left} trials go")} on in the cluster and will be found again; with 'onStop: cancel' in slurmConfig a stop ends them";
    }
}

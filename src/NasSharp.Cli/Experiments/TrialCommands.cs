using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary><c>nasctl trial ls|show|kill|log</c>.</summary>
internal static class TrialCommands
{
    public static Command Create(Surroundings world) => new("trial", "Look at the trials of an experiment, or end one.") { List(world), Show(world), Kill(world), Log(world) };

    private static Command List(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var head = Values.Whole("--head", "Only so many with the best results; 0: all, by number.", 0, 0);
        var tail = Values.Whole("--tail", "Only so many with the worst results; 0: all, by number.", 0, 0);
        var command = new Command("ls", "List trials.") { id, head, tail };
        CommandContext.SetAction(command, world, context =>
        {
            var (best, worst) = (context.Options.GetValue(head), context.Options.GetValue(tail));
            if (best > 0 && worst > 0)
                throw new UsageException("--head and --tail contradict each other; give one");
            using var store = ExperimentArguments.Open(context, id);
            var maximize = store.Info().Maximize;
            var trials = best > 0 ? store.Best(best, maximize) : worst > 0 ? store.Best(worst, !maximize) : store.Trials(line => world.Error.WriteLine($"nasctl: {line}"));
            if (context.Json)
                context.WriteJson(trials.Select(t => Line(store, t, world.Time)));
            else
                foreach (var line in TrialLine.Table([.. trials.Select(t => Line(store, t, world.Time))], [], LiveView.ScreenWidth(world)))
                    world.Out.WriteLine(line);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var number = ExperimentArguments.Trial();
        var command = new Command("show", "Show all that is known of a trial.") { id, number };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var trial = store.Trial(context.Options.GetValue(number));
            var intermediates = store.Intermediates(trial.Number);
            var folder = store.Folder.Attempt(trial.Number, Math.Max(1, trial.Attempts));
            if (context.Json)
            {
                context.WriteJson(new
                {
                    trial.Number, Status = ExperimentSummary.Word(trial.Status), trial.Source, trial.Result, trial.Metrics, trial.Error, trial.LogTail, trial.Fidelity, trial.Continues, trial.Parents, trial.Attempts,
                    trial.Created, trial.Started, trial.Ended, Seconds = trial.Duration?.TotalSeconds, Folder = folder,
                    Parameters = JsonSerializer.Deserialize<JsonElement>(trial.Parameters), Intermediate = intermediates.Select(i => i.Value),
                });
                return ExitCode.Success;
            }
            foreach (var line in Describe(trial, intermediates, folder))
                world.Out.WriteLine(line);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Kill(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var number = ExperimentArguments.Trial();
        var command = new Command("kill", "End a trial with all its processes.") { id, number };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var trial = store.Trial(context.Options.GetValue(number));
            if (trial.HasEnded)
                throw new ExperimentException($"trial {trial.Number} has ended already: {ExperimentSummary.Word(trial.Status)}.");
            if (!ExperimentLock.IsHeld(store.Folder))
                throw new ExperimentException($"experiment {store.Info().Id} is not running; 'nasctl resume' goes on with it.");
            store.AddRequest(RequestKind.KillTrial, trial.Number.ToString(CultureInfo.InvariantCulture));
            while (ExperimentLock.IsHeld(store.Folder) && !store.Trial(trial.Number).HasEnded)
                Thread.Sleep(20);
            world.Out.WriteLine($"trial {trial.Number}: {ExperimentSummary.Word(store.Trial(trial.Number).Status)}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Log(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var number = ExperimentArguments.Trial();
        var errors = new Option<bool>("--stderr") { Description = "What it wrote to standard error instead." };
        var command = new Command("log", "Print what the last attempt of a trial has written.") { id, number, errors };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var trial = store.Trial(context.Options.GetValue(number));
            var file = Path.Combine(store.Folder.Attempt(trial.Number, Math.Max(1, trial.Attempts)), context.Options.GetValue(errors) ? "stderr.log" : "stdout.log");
            if (!File.Exists(file))
                throw new DataProblem($"{file}: there is no such file; the trial has not started, or its folder has vanished.");
            world.Out.Write(File.ReadAllText(file));
            return ExitCode.Success;
        });
        return command;
    }

    private static TrialLine Line(ExperimentStore store, TrialRecord trial, TimeProvider time) =>
        trial.Status == TrialState.Running ? TrialLine.OfRunning(trial, store.LastIntermediate(trial.Number), time.GetUtcNow()) : TrialLine.Of(trial);

    private static IEnumerable<string> Describe(TrialRecord trial, IReadOnlyList<IntermediateRecord> intermediates, string folder)
    {
        yield return $"trial {trial.Number}: {ExperimentSummary.Word(trial.Status)}{(trial.Error is null ? "" : $": {trial.Error}")}";
        if (trial.Result is { } result)
            yield return $"result {result.ToString(CultureInfo.InvariantCulture)}{string.Concat(trial.Metrics.Select(m => string.Create(CultureInfo.InvariantCulture, $"  {m.Key} {m.Value}")))}";
        if (intermediates.Count > 0)
            yield return $"intermediate {string.Join(' ', intermediates.Select(i => i.Value.ToString("0.####", CultureInfo.InvariantCulture)))}";
        if (trial.Duration is { } time)
            yield return $"time {Numbers.Time(time)}, attempts {trial.Attempts}";
        if (trial.Fidelity is { } epochs)
            yield return $"epochs {epochs}{(trial.Continues is { } before ? $", continues trial {before}" : "")}";
        if (trial.Parents.Count > 0)
            yield return $"made of {(trial.Parents.Count == 1 ? "trial" : "trials")} {string.Join(" and ", trial.Parents)}";
        yield return $"folder {folder}";
        yield return trial.Parameters;
        if (trial.LogTail is { } log)
            yield return $"last lines of its log:\n{log}";
    }
}

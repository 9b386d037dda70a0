using System.Globalization;
using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>Keeps as many workers in the queue or at work as there are trials for, by arrays of jobs. What is there the queue says; nothing is submitted while that is not known. Used by one thread.</summary>
internal sealed class WorkerArrays(SlurmOptions options, SchedulerDesk desk)
{
    // Slurm's own default for the size of an array is 1001.
    private const int LargestArray = 1000;

    private readonly string _name = $"nas-{options.ExperimentId}-pool";
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    private readonly EarlyEnds _earlyEnds = new(options.Times.LongestBackOff);
    private TimeSpan _trustFrom;
    private TimeSpan? _hopelessSince;
    private bool _isSubmitting;
    private bool _hasSaidWhoIsMissing;

    /// <summary>What the user should know; each once.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Is told why there can be no workers.</summary>
    public required Action<string> Refused { get; init; }

    /// <summary>Whether a worker has ever said that it is there; by default those have that are connected.</summary>
    public Func<string, bool> HasSpoken { get; init; } = _ => false;

    /// <summary>Whether all workers that Slurm has running are connected, by a look into the queue that was made after the start.</summary>
    public bool AllAreHere { get; private set; }

    /// <summary>Takes what the queue shows and submits workers that are missing.</summary>
    /// <param name="entries">All jobs of the user.</param>
    /// <param name="askedAt">When the queue was asked.</param>
    /// <param name="wanted">Trials that have not ended.</param>
    /// <param name="connected">The jobs of the workers that are connected, with whether they leave.</param>
    public void Seen(IReadOnlyList<QueueEntry> entries, TimeSpan askedAt, int wanted, IReadOnlyDictionary<string, bool> connected)
    {
        var own = entries.Where(e => e.Name == _name && e.State is JobState.Pending or JobState.Running).ToList();
        Remember(own);
        AllAreHere = _running.Keys.All(connected.ContainsKey);
        SayWhoIsMissing(connected);
        if (SeeEarlyEnds(own, askedAt, connected))
            return;
        if (own.Find(e => e.State == JobState.Pending && IsHopeless(e.Reason)) is { } hopeless)
        {
            _hopelessSince ??= desk.Now;
            if (desk.Now - _hopelessSince >= options.Times.Settle)
                Refused($"Slurm can never start workers (reason {hopeless.Reason}); correct slurmConfig in config.yml and create the experiment again");
            return;
        }
        _hopelessSince = null;
        var missing = Math.Min(Math.Min(wanted, options.MaxWorkers ?? int.MaxValue) - own.Count(e => Counts(e, connected)), LargestArray);
        if (missing > 0 && !_isSubmitting && askedAt >= _trustFrom && desk.Now >= _earlyEnds.SubmitFrom && desk.CanSubmit)
            Submit(missing);
    }

    /// <summary>Cancels the workers that have not begun.</summary>
    public void CancelPending()
    {
        foreach (var job in _pending)
            desk.Cancel(job, politely: false);
    }

    /// <summary>The script of a worker.</summary>
    internal string Script()
    {
        var file = ShellText.Quote(PoolDirections.FileOf(options.ExperimentFolder));
        var command = options.TrialKind == SlurmTrialKind.InProcess
            // exec, so that what Slurm tells the script reaches the program.
            ? ShellText.InContainer(options, $"/bin/sh -c {ShellText.Quote($"cd {ShellText.Quote(options.CodeFolder)} && exec {options.Command}")}")
            : $"{options.WorkerCommand ?? OwnCommand()} {file}";
        return $$"""
            {{ShellText.Head(options)}}{{options.Setup}}
            export {{PoolWorkerProcess.JobVariable}}="${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
            {{(options.TrialKind == SlurmTrialKind.InProcess ? $"export {PoolWorkerProcess.DirectionsVariable}={file}\n" : "")}}exec {{command}}

            """;
    }

    private void Submit(int tasks)
    {
        _isSubmitting = true;
        var log = Path.Combine(PoolDirections.FolderOf(options.ExperimentFolder), "worker-%A_%a.log");
        desk.Submit(new JobRequest(_name, Guid.NewGuid().ToString("N"), Script(), log, tasks, (int)Math.Ceiling(options.Draining.TotalSeconds)), answer =>
        {
            _isSubmitting = false;
            // Without an answer there may be workers on their way.
            _trustFrom = desk.Now + (answer.Result == SubmitResult.Unknown ? options.Times.Settle : TimeSpan.Zero);
            for (var task = 1; answer.Result == SubmitResult.Accepted && task <= tasks; task++)
                _earlyEnds.Expect(string.Create(CultureInfo.InvariantCulture, $"{answer.Text}_{task}"), desk.Now);
            if (answer.Result == SubmitResult.Rejected)
                Refused($"Slurm refuses workers: {answer.Text}; correct slurmConfig in config.yml and create the experiment again");
            else if (answer.Result != SubmitResult.Accepted)
                Say(string.Create(CultureInfo.InvariantCulture, $"Slurm takes no workers at this time ({answer.Text}); they are offered again until it does"));
        });
    }

    // Whether there can be no workers: each ends before it has said a word.
    private bool SeeEarlyEnds(IReadOnlyList<QueueEntry> own, TimeSpan askedAt, IReadOnlyDictionary<string, bool> connected)
    {
        if (_earlyEnds.Look(own.Select(e => e.Id), job => connected.ContainsKey(job) || HasSpoken(job), askedAt, desk.Now) is not { } ended)
            return false;
        var folder = PoolDirections.FolderOf(options.ExperimentFolder);
        var words = Local.AttemptFiles.LogTail(folder, $"worker-{ended}.log")?.Split('\n')[^1];
        var what = $"worker {ended} ended before it reached this manager{(words is null ? "" : $": {words}")}; see {Path.Combine(folder, $"worker-{ended}.log")}";
        if (_earlyEnds.IsHopeless)
            Refused($"one worker after the other ends at once: {what}, and correct 'nasctl' or 'setup' in slurmConfig");
        else if (_earlyEnds.IsFirst)
            Say($"{what}; others are submitted, less and less often");
        return _earlyEnds.IsHopeless;
    }

    private void Remember(IReadOnlyList<QueueEntry> own)
    {
        _pending.Clear();
        _pending.UnionWith(own.Where(e => e.State == JobState.Pending).Select(e => e.Id));
        var running = own.Where(e => e.State == JobState.Running).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _running.Keys.Where(id => !running.Contains(id)).ToArray())
            _running.Remove(gone);
        foreach (var job in running)
            _running.TryAdd(job, new Running(desk.Now, options.Times.Reunion));
    }

    // One that leaves, or was given up, does no more work here; its place is for another one.
    private bool Counts(QueueEntry worker, IReadOnlyDictionary<string, bool> connected) => connected.TryGetValue(worker.Id, out var leaves)
        ? !leaves
        : !_running.TryGetValue(worker.Id, out var known) || desk.Now - known.AloneSince <= known.Patience;

    private void SayWhoIsMissing(IReadOnlyDictionary<string, bool> connected)
    {
        foreach (var job in connected.Keys.Where(_running.ContainsKey))
            _running[job] = new Running(desk.Now, options.Times.Lease);
        foreach (var (job, known) in _running.Where(r => desk.Now - r.Value.AloneSince > options.Times.Reunion))
        {
            if (desk.Now - known.AloneSince > 3 * options.Times.Reunion)
                desk.Cancel(job, politely: false);
            if (_hasSaidWhoIsMissing)
                continue;
            _hasSaidWhoIsMissing = true;
            var log = Path.Combine(PoolDirections.FolderOf(options.ExperimentFolder), $"worker-{job}.log");
            Say($"worker {job} runs and does not connect; {log} may say why. If compute nodes cannot reach this machine, set 'address' in slurmConfig, or 'transport: folder'");
        }
    }

    private static bool IsHopeless(string reason) => reason is "PartitionConfig" or "PartitionNodeLimit" or "PartitionTimeLimit" or "BadConstraints" or "InvalidAccount" or "InvalidQOS";

    private static string OwnCommand()
    {
        var program = Environment.ProcessPath!;
        var start = Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"{ShellText.Quote(program)} {ShellText.Quote(System.Reflection.Assembly.GetEntryAssembly()!.Location)}" : ShellText.Quote(program);
        return $"{start} {SlurmOptions.WorkerArgument}";
    }

    // A worker that Slurm runs: since when it is not connected, and how long it is waited for before another one is asked for.
    private sealed record Running(TimeSpan AloneSince, TimeSpan Patience);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Progress;
using NasSharp.Training.Runs;

namespace NasSharp.Training;

/// <summary>
/// The loop that every trainer shares: epochs and steps, metrics, callbacks, checkpoints, exact resumption, cancellation, progress. A trainer adds
/// its own step and its result, and names the parts whose state belongs into a checkpoint. One object makes one run; since libtorch's generator
/// belongs to the process, only one run at a time can be reproduced in it.
/// </summary>
/// <typeparam name="TResult">What the run finds.</typeparam>
public abstract class Trainer<TResult> : IDisposable
    where TResult : class
{
    private readonly OrderedDictionary<string, ICheckpointed> _parts = new(StringComparer.Ordinal);
    private readonly LoopState _loop = new();
    private bool _ran;

    /// <summary>Moves the model to the run's device and layout.</summary>
    /// <param name="kind">The trainer's name in files and messages, e.g. <c>darts</c>.</param>
    /// <param name="model">The model; the trainer uses it and does not dispose it.</param>
    /// <param name="run">Where and how; null: the defaults.</param>
    protected Trainer(string kind, torch.nn.Module model, RunOptions? run)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(model);
        Kind = kind;
        Run = run ?? new RunOptions();
        Run.Validate();
        Device = Run.Device ?? (torch.cuda.is_available() ? torch.CUDA : torch.CPU);
        ChannelsLast = Run.ChannelsLast ?? MemoryLayout.Suits(model);
        Streams = new RandomStreams(Run.Seed);
        Adopt(model);
        Keep("loop", _loop);
        Keep("model", Checkpointed.Latest(() => Checkpointed.Of(Model)));
        Keep("streams", Checkpointed.Of(Streams));
        Keep("torch", Checkpointed.OfTorchRandom(Device));
        foreach (var (index, callback) in Run.Callbacks.Index())
            Keep($"callback.{index}", new CallbackState(callback));
    }

    /// <summary>The trainer's name in files and messages.</summary>
    public string Kind { get; }

    /// <summary>The model; of a method that grows its network, the present one.</summary>
    public torch.nn.Module Model { get; private set; }

    /// <summary>Training steps done.</summary>
    public long Step => _loop.Step;

    /// <summary>The current epoch, from 0; the number of epochs when all are done.</summary>
    public int Epoch => _loop.Epoch;

    /// <summary>Where and how the run runs.</summary>
    protected RunOptions Run { get; }

    /// <summary>Where the run computes.</summary>
    protected torch.Device Device { get; }

    /// <summary>Whether images and weights lie channels-last.</summary>
    protected bool ChannelsLast { get; }

    /// <summary>The run's random streams.</summary>
    protected RandomStreams Streams { get; }

    /// <summary>Epochs of the whole run, at least 1.</summary>
    protected abstract int Epochs { get; }

    /// <summary>The batches that weights are trained on; one step for each.</summary>
    protected abstract DataLoader<TrainSplit> TrainLoader { get; }

    /// <summary>Means over the validation data from the last evaluation; null before the first.</summary>
    protected IReadOnlyDictionary<string, double>? Validation => _loop.Validation;

    /// <summary>What writes this run's files and tells its progress; null before <see cref="Train"/>.</summary>
    private protected RunRecorder? Recorder { get; private set; }

    /// <summary>Asks to end the run; for what takes long beside the steps. Throwing it there leaves the last checkpoint as it is.</summary>
    protected CancellationToken Cancel { get; private set; }

    /// <summary>The run's folder; null before <see cref="Train"/> or when nothing is written.</summary>
    protected RunFolder? Folder => Recorder?.Folder;

    /// <summary>Trains to the end and returns the result; goes on from the last checkpoint when the options say so.</summary>
    /// <param name="cancel">Ends the run at the next step boundary, with a checkpoint.</param>
    /// <exception cref="TrainingCancelledException">The run was cancelled.</exception>
    /// <exception cref="TrainingException">The run cannot go on; its checkpoints are kept.</exception>
    /// <exception cref="CheckpointException">The run cannot be resumed.</exception>
    /// <exception cref="RunFolderException">The folder is in use, or holds a run and resuming was not asked for.</exception>
    public TResult Train(CancellationToken cancel = default)
    {
        if (_ran)
            throw new InvalidOperationException("A trainer makes one run; make a new one to run again.");
        _ran = true;
        Cancel = cancel;
        if (Run.Folder is { } path && !Run.Resume && RunFolder.HoldsRun(path))
            throw new RunFolderException($"The folder {path} holds a run already; resume it, or choose another folder.");
        using var recorder = new RunRecorder(Run, Run.Folder is { } folder ? RunFolder.Open(folder) : null);
        Recorder = recorder;
        var description = Describe();
        return Finished(description) ?? new TrainingLoop<TResult>(this, recorder, description, _loop).Run(cancel);
    }

    /// <summary>Frees what the trainer owns; the model stays.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the trainer owns: loaders, optimizers, mutators.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Goes on with another model, moved to the run's device and layout.</summary>
    [MemberNotNull(nameof(Model))]
    private protected void Adopt(torch.nn.Module model)
    {
        model.to(Device);
        if (ChannelsLast)
            model.to(torch.memory_format.channels_last);
        model.train();
        Model = model;
    }

    /// <summary>Gets ready for a checkpoint's parts to be loaded, e.g. builds the model they belong to; nothing by default.</summary>
    private protected virtual void BeforeRestore(Checkpoint saved)
    {
    }

    /// <summary>Names a part whose state belongs into checkpoints; in constructors only.</summary>
    protected void Keep(string name, ICheckpointed part) => _parts.Add(name, part);

    /// <summary>Everything that must be the same for the run to be resumed: options, data, model.</summary>
    protected internal abstract JsonObject Describe();

    /// <summary>Prepares an epoch; not called again when a run is resumed inside the epoch.</summary>
    protected internal virtual void BeginEpoch(int epoch)
    {
    }

    /// <summary>Trains on one batch, inside a dispose scope of its own; the result's tensors are read before the scope is closed.</summary>
    protected internal abstract BatchResult TrainStep(Batch batch);

    /// <summary>Numbers that go into a line of metrics beside the means, e.g. the learning rate.</summary>
    protected internal virtual IEnumerable<KeyValuePair<string, double>> LineValues() => [];

    /// <summary>What one forward of a supernet computes, to look at it; null, the default: the run has no supernet.</summary>
    private protected virtual Objective? Watched => null;

    internal Objective? WatchedObjective => Watched;

    /// <summary>Lists of numbers that go into the <c>alpha</c> lines of the metrics; none by default.</summary>
    protected internal virtual IReadOnlyList<KeyValuePair<string, double[]>> LineVectors() => [];

    /// <summary>By key what the candidates of a supernet weigh, where the vectors of the lines are something else.</summary>
    private protected virtual IReadOnlyList<KeyValuePair<string, double[]>> CandidateWeights() => LineVectors();

    internal IReadOnlyList<KeyValuePair<string, double[]>> SupernetWeights => CandidateWeights();

    /// <summary>Ends an epoch: moves learning rates on, evaluates.</summary>
    /// <returns>Means over the validation data, or null when it was not evaluated.</returns>
    protected internal abstract IReadOnlyDictionary<string, double>? EndEpoch(int epoch);

    /// <summary>
    /// Looks at an epoch that is over, with all counters on the next one, before its checkpoint is written; a method may go back to an earlier state here. Nothing by default.
    /// </summary>
    /// <returns>Why the run shall end here; null: it goes on.</returns>
    private protected virtual string? AfterEpoch() => null;

    internal string? Review() => AfterEpoch();

    /// <summary>Makes the result after the last epoch, and writes its files. It may run twice when the process dies in between; it must give the same.</summary>
    protected internal abstract TResult Complete(CancellationToken cancel);

    /// <summary>The result as it stands in <c>result.json</c>.</summary>
    protected internal abstract JsonObject Print(TResult result);

    /// <summary>The result of a finished run, from what <see cref="Print"/> wrote.</summary>
    protected internal abstract TResult Parse(JsonObject result);

    internal RunOptions Options => Run;

    internal IReadOnlyDictionary<string, ICheckpointed> Parts => _parts;

    internal int EpochCount => Epochs;

    internal DataLoader<TrainSplit> Loader => TrainLoader;

    internal torch.Device RunDevice => Device;

    internal long SeedForTorch => Streams.SeedFor("torch");

    /// <summary>Working time over all resumptions.</summary>
    protected TimeSpan Elapsed => Recorder?.Elapsed ?? TimeSpan.Zero;

    /// <summary>Options of a loader of this run.</summary>
    protected LoaderOptions LoaderFor(string name, int batchSize, ImageAugmentation? augmentation = null) => new()
    {
        BatchSize = batchSize,
        Seed = Streams.SeedFor(name),
        Augmentation = augmentation ?? ImageAugmentation.None,
        Workers = Run.LoaderWorkers,
        ChannelsLast = ChannelsLast,
        Device = Device,
    };

    /// <summary>Tells the progress of a phase beside training.</summary>
    protected Action<int, int> Progress(string phase) => (done, total) => Recorder?.Tell(new PhaseProgress(phase, done, total));

    private TResult? Finished(JsonObject description)
    {
        if (Folder is null || !File.Exists(Folder.Result))
            return null;
        if (JsonNode.Parse(File.ReadAllText(Folder.Result)) is not JsonObject result || result["run"] is not JsonObject saved)
            throw new CheckpointException($"{Folder.Result} is not the result of a run; remove it to make the result again.");
        RunDescription.DemandSame(saved, description, Folder.Root);
        using var scope = torch.NewDisposeScope();
        using var last = Folder.Checkpoints.ReadNewest(line => Recorder!.Tell(new Notice(line)));
        Restore(last);
        return Parse(result);
    }

    // The model of a finished run is the trained one, too.
    internal void Restore(Checkpoint? saved)
    {
        if (saved is null)
            return;
        BeforeRestore(saved);
        foreach (var (name, part) in _parts)
            part.Load(saved[name]);
    }

    private sealed class CallbackState(TrainerCallback callback) : ICheckpointed
    {
        public void Save(CheckpointSection section) => callback.SaveState(section);

        public void Load(CheckpointSection section) => callback.LoadState(section);
    }
}

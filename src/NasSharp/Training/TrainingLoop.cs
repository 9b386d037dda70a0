using System.Text.Json.Nodes;
using NasSharp.Supernets;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.IO;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Progress;
using NasSharp.Training.Runs;

namespace NasSharp.Training;

/// <summary>One run of a trainer from its beginning, or its last checkpoint, to its result.</summary>
internal sealed class TrainingLoop<TResult>(
    Trainer<TResult> trainer, RunRecorder recorder, JsonObject description, LoopState state)
    where TResult : class
{
    private readonly RunOptions _options = trainer.Options;
    private readonly TimeLeft _timeLeft = new(trainer.Options.Time);
    private readonly TrainerContext _context = new(recorder.Folder, trainer.EpochCount, (long)trainer.EpochCount * trainer.Loader.BatchesPerEpoch);
    private readonly SupernetRecorder? _supernet = recorder.Folder is { } folder && trainer.WatchedObjective is { } watched
        ? new SupernetRecorder(folder, trainer.Kind, () => trainer.Model, watched)
        : null;

    private string? _lastCheckpoint;
    private long _lastCheckpointAt;

    public TResult Run(CancellationToken cancel)
    {
        using var supernet = _supernet;
        Begin();
        trainer.Model.train();
        Each(c => c.OnTrainBegin(_context));
        _timeLeft.Start();
        while (state.Epoch < trainer.EpochCount && state.StopReason is null)
        {
            RunEpoch(cancel);
            if (cancel.IsCancellationRequested && state.Epoch < trainer.EpochCount)
                throw Cancelled(cancel);
        }
        _supernet?.Record(state.Step, trainer.SupernetWeights);
        Update();
        Each(c => c.OnTrainEnd(_context));
        var result = Complete(cancel);
        recorder.Tell(new RunFinished(state.Step, recorder.Elapsed));
        return result;
    }

    private void Begin()
    {
        torch.manual_seed(trainer.SeedForTorch);
        using var scope = torch.NewDisposeScope();
        using var saved = recorder.Folder?.Checkpoints.ReadNewest(line => recorder.Tell(new Notice(line)));
        if (saved is not null)
        {
            RunDescription.DemandSame(saved["run"].Get("description").AsObject(), description, recorder.Folder!.Root);
            trainer.Restore(saved);
        }
        if (recorder.Folder is not null)
            AtomicFile.WriteAllText(recorder.Folder.Description, RunDescription.Print(description, trainer.RunDevice, trainer.EpochCount, trainer.Loader.BatchesPerEpoch));
        recorder.Open(saved?["run"], state.Step);
        _supernet?.Open(saved?["run"], state.Step, trainer.SupernetWeights);
        _context.RestoreStop(state.StopReason);
        _lastCheckpoint = recorder.Folder?.Checkpoints.Files is [var newest, ..] ? newest : null;
        _lastCheckpointAt = _options.Time.GetTimestamp();
        recorder.Tell(new RunStarted(trainer.Kind, trainer.EpochCount, _context.Steps, state.Step, trainer.RunDevice.ToString()));
    }

    private void RunEpoch(CancellationToken cancel)
    {
        var loader = trainer.Loader;
        if (state.Batch == 0)
        {
            Update();
            Each(c => c.OnEpochBegin(_context));
            BeginEpoch(cancel);
        }
        // A run that was stopped between the last step and what ends the epoch has no steps left.
        if (state.Batch < loader.BatchesPerEpoch)
            RunSteps(loader, cancel);
        try
        {
            EndEpoch();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // In the middle of what ends an epoch there is no state to go on from: the last checkpoint is what there is.
            throw new TrainingCancelledException(recorder.Folder?.Root, _lastCheckpoint, state.Step, cancel);
        }
    }

    private void RunSteps(DataLoader<TrainSplit> loader, CancellationToken cancel)
    {
        loader.Seek(new LoaderPosition(loader.Options.Seed, state.Epoch, state.Batch));
        foreach (var batch in loader.Epoch())
        {
            RunStep(batch);
            if (cancel.IsCancellationRequested)
                throw Cancelled(cancel);
            var last = state.Batch == loader.BatchesPerEpoch;
            // The end of an epoch has a checkpoint of its own, but it may take long to get there.
            if (last ? CheckpointIsOld : CheckpointIsDue)
                WriteCheckpoint();
            if (last)
                break;
        }
    }

    private void BeginEpoch(CancellationToken cancel)
    {
        try
        {
            trainer.BeginEpoch(state.Epoch);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The last checkpoint is that of the epoch before; what begins this one is done again.
            throw new TrainingCancelledException(recorder.Folder?.Root, _lastCheckpoint, state.Step, cancel);
        }
    }

    private void RunStep(Batch batch)
    {
        Update();
        Each(c => c.OnBatchBegin(_context));
        using (torch.NewDisposeScope())
        {
            _supernet?.BeginStep(batch);
            var result = trainer.TrainStep(batch);
            _supernet?.EndStep();
            state.OverEpoch.Add(result);
            state.SinceLine.Add(result);
        }
        state.Step++;
        state.Batch++;
        var line = state.Step % _options.LogEverySteps == 0;
        // On a GPU the loss is looked at when it is read anyway; waiting for it at every step would cost time.
        if (line || trainer.RunDevice.type == DeviceType.CPU)
            DemandFiniteLoss();
        Update();
        Each(c => c.OnBatchEnd(_context));
        _timeLeft.StepDone();
        if (line)
            RecordLine();
        if (_options.Progress is not null && (line || trainer.RunDevice.type == DeviceType.CPU))
            recorder.Tell(new StepDone(state.Step, _context.Steps, state.Epoch, trainer.EpochCount, "train", [.. state.OverEpoch.Means], _timeLeft.StepsPerSecond, Left()));
    }

    private void EndEpoch()
    {
        DemandFiniteLoss();
        var train = state.OverEpoch.Means;
        var validation = trainer.EndEpoch(state.Epoch);
        trainer.Model.train();
        state.Validation = validation ?? state.Validation;
        recorder.Record(state.Step, state.Epoch, "epoch", train);
        if (validation is not null)
            recorder.Record(state.Step, state.Epoch, "validation", validation);
        Update();
        Each(c => c.OnEpochEnd(_context));
        state.StopReason = _context.StopReason;
        _timeLeft.EpochEndDone();
        recorder.Tell(new EpochDone(state.Epoch, trainer.EpochCount, train, validation, state.StopReason is null ? Left(ended: 1) : TimeSpan.Zero));
        state.Epoch++;
        state.Batch = 0;
        state.OverEpoch.Clear();
        if (state.StopReason is null && trainer.Review() is { } ended)
            state.StopReason = ended;
        if (state.StopReason is { } reason)
            recorder.Tell(new Notice($"Training ends after epoch {state.Epoch} of {trainer.EpochCount}: {reason}."));
        WriteCheckpoint();
    }

    private TResult Complete(CancellationToken cancel)
    {
        TResult result;
        try
        {
            result = trainer.Complete(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new TrainingCancelledException(recorder.Folder?.Root, _lastCheckpoint, state.Step, cancel);
        }
        var file = trainer.Print(result);
        file["run"] = description.DeepClone();
        recorder.WriteJson("result.json", file);
        return result;
    }

    private void RecordLine()
    {
        recorder.Record(state.Step, state.Epoch, "train", [.. state.SinceLine.Means, .. trainer.LineValues()]);
        state.SinceLine.Clear();
        var vectors = trainer.LineVectors();
        if (vectors.Count > 0)
            recorder.Record(state.Step, state.Epoch, "alpha", [], [KeyValuePair.Create("alpha", vectors)]);
        _supernet?.Record(state.Step, trainer.SupernetWeights);
    }

    private void DemandFiniteLoss()
    {
        if (state.OverEpoch.LossIsFinite)
            return;
        var kept = _lastCheckpoint is null ? "" : $" The last good checkpoint is {_lastCheckpoint}.";
        throw new TrainingException($"The loss is not a finite number any more at step {state.Step} (epoch {state.Epoch + 1} of {trainer.EpochCount}): "
            + $"lower the learning rate, or look for such values in the data.{kept}");
    }

    private bool CheckpointIsDue => CheckpointIsOld || (recorder.Folder is not null && _options.CheckpointEverySteps is { } steps && state.Step % steps == 0);

    private bool CheckpointIsOld => recorder.Folder is not null && _options.Time.GetElapsedTime(_lastCheckpointAt) >= _options.CheckpointInterval;

    private void WriteCheckpoint()
    {
        if (recorder.Folder is null)
            return;
        DemandFiniteLoss();
        using var scope = torch.NewDisposeScope();
        using var checkpoint = new Checkpoint();
        var run = checkpoint.Add("run");
        run.Values["description"] = description.DeepClone();
        recorder.Save(run);
        _supernet?.Save(run);
        foreach (var (name, part) in trainer.Parts)
            part.Save(checkpoint.Add(name));
        _lastCheckpoint = recorder.Folder.Checkpoints.Write(checkpoint, state.Step);
        _lastCheckpointAt = _options.Time.GetTimestamp();
        recorder.Tell(new CheckpointSaved(_lastCheckpoint, state.Step));
    }

    private TrainingCancelledException Cancelled(CancellationToken cancel)
    {
        if (state.Batch > 0)
            WriteCheckpoint();
        return new TrainingCancelledException(recorder.Folder?.Root, _lastCheckpoint, state.Step, cancel);
    }

    private TimeSpan? Left(int ended = 0) => _timeLeft.Estimate(_context.Steps - state.Step, trainer.EpochCount - state.Epoch - ended);

    private void Update()
    {
        _context.Epoch = state.Epoch;
        _context.Step = state.Step;
        _context.Train = _options.Callbacks.Count > 0 ? state.OverEpoch.Means : _context.Train;
        _context.Validation = state.Validation;
    }

    private void Each(Action<TrainerCallback> call)
    {
        foreach (var callback in _options.Callbacks)
            call(callback);
    }
}

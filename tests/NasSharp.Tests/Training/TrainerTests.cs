using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Progress;
using NasSharp.Training.Runs;

namespace NasSharp.Tests.Training;

[Collection(nameof(ProcessWide))]
public sealed class TrainerTests : RunFolderTest
{
    private sealed class Recording(List<string> calls) : TrainerCallback
    {
        public override void OnTrainBegin(TrainerContext context) => calls.Add("train begin");

        public override void OnEpochBegin(TrainerContext context) => calls.Add($"epoch {context.Epoch} begin");

        public override void OnBatchBegin(TrainerContext context) => calls.Add($"batch {context.Step} begin");

        public override void OnBatchEnd(TrainerContext context) => calls.Add($"batch {context.Step} end");

        public override void OnEpochEnd(TrainerContext context) => calls.Add($"epoch {context.Epoch} end {context.Validation!.ContainsKey("loss")}");

        public override void OnTrainEnd(TrainerContext context) => calls.Add("train end");
    }

    [Fact]
    public void Callbacks_are_all_called_in_order()
    {
        var calls = new List<string>();
        using var trainer = new PlainTrainer(Options("run") with { Callbacks = [new Recording(calls)] }, epochs: 1);
        trainer.Train();
        Assert.Equal(
            ["train begin", "epoch 0 begin", "batch 0 begin", "batch 1 end", "batch 1 begin", "batch 2 end", "batch 2 begin", "batch 3 end", "batch 3 begin", "batch 4 end", "epoch 0 end True", "train end"],
            calls);
    }

    [Fact]
    public void Callbacks_of_a_resumed_run_go_on_where_they_stopped()
    {
        List<string> Calls(string name, bool resume, IProgressSink? progress, CancellationToken cancel)
        {
            var calls = new List<string>();
            using var trainer = new PlainTrainer(Options(name, progress, resume) with { Callbacks = [new Recording(calls)] });
            if (cancel.CanBeCanceled)
                Assert.Throws<TrainingCancelledException>(() => trainer.Train(cancel));
            else
                trainer.Train(cancel);
            return calls;
        }

        var (events, cancel) = CancelAt(6);
        var whole = Calls("whole", false, null, default);
        var first = Calls("cut", false, events, cancel.Token);
        var second = Calls("cut", true, null, default);
        Assert.Equal("train begin", second[0]);
        Assert.Equal(whole, first.Concat(second.Skip(1)));
    }

    [Fact]
    public void Train_of_a_loss_that_becomes_NaN_stops_with_one_line_and_keeps_the_last_good_checkpoint()
    {
        using var trainer = new PlainTrainer(Options("run")) { Distort = (step, loss) => step == 6 ? loss * double.NaN : loss };
        var error = Assert.Throws<TrainingException>(() => trainer.Train());
        Assert.Contains("at step 7 (epoch 2 of 3)", error.Message);
        Assert.Contains("step-0000000004.safetensors", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        using var kept = Checkpoint.Read(At("run", "checkpoints", "step-0000000004.safetensors"));
        Assert.All(kept["model"].Tensors.Values, t => Assert.All(t.to_array<float>(), v => Assert.True(float.IsFinite(v))));
        using var again = new PlainTrainer(Options("run", resume: true));
        Assert.Equal(3, again.Train().Epochs);
    }

    [Fact]
    public void Early_stopping_ends_the_run_and_stays_ended_after_a_resumption()
    {
        var events = new Events();
        RunOptions Stopping(bool resume, IProgressSink? progress) => Options("run", progress, resume) with { Callbacks = [new EarlyStopping(1, minimumChange: 100)] };
        using (var first = new PlainTrainer(Stopping(false, events), epochs: 9))
            Assert.Equal(2, first.Train().Epochs);
        Assert.Contains("loss has not improved", events.Of<Notice>().Single().Message);
        File.Delete(At("run", "result.json"));
        using var second = new PlainTrainer(Stopping(true, null), epochs: 9);
        Assert.Equal(2, second.Train().Epochs);
        Assert.Equal(8, second.Step);
    }

    [Fact]
    public void Early_stopping_of_a_metric_that_is_not_measured_names_those_that_are()
    {
        using var trainer = new PlainTrainer(Options("run") with { Callbacks = [new EarlyStopping(1, "f1")] });
        var error = Assert.Throws<TrainingException>(() => trainer.Train());
        Assert.Contains("'f1'", error.Message);
        Assert.Contains("loss", error.Message);
    }

    [Fact]
    public void Checkpoints_are_written_every_so_many_steps_and_at_the_ends_of_epochs()
    {
        var events = new Events();
        using var trainer = new PlainTrainer(Options("run", events) with { CheckpointEverySteps = 3 });
        trainer.Train();
        Assert.Equal([3, 4, 6, 8, 9, 12], events.Of<CheckpointSaved>().Select(c => c.Step));
        Assert.Equal(2, Directory.GetFiles(At("run", "checkpoints")).Length);
    }

    [Fact]
    public void Checkpoints_are_written_after_the_interval_of_the_clock()
    {
        var time = new ManualTime();
        var events = new Events(e =>
        {
            if (e is StepDone)
                time.Advance(40);
        });
        using var trainer = new PlainTrainer(Options("run", events) with { CheckpointInterval = TimeSpan.FromSeconds(100), Time = time });
        trainer.Train();
        Assert.Equal([3, 4, 7, 8, 11, 12], events.Of<CheckpointSaved>().Select(c => c.Step));
    }

    [Fact]
    public void Progress_tells_the_rate_and_the_time_left()
    {
        var time = new ManualTime();
        var events = new Events();
        using var trainer = new PlainTrainer(Options("run", events) with { Time = time, Callbacks = [new Clockwork(() => time.Advance(2))] });
        trainer.Train();
        var steps = events.Of<StepDone>().ToList();
        Assert.All(steps, s => Assert.Equal(0.5, s.StepsPerSecond, 1e-9));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => 2.0 * (11 - i)), steps.Select(s => s.Left!.Value.TotalSeconds), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(TimeSpan.FromSeconds(24), events.Of<RunFinished>().Single().Elapsed);
    }

    [Fact]
    public void Train_into_a_folder_that_holds_a_run_asks_for_a_decision()
    {
        using (var first = new PlainTrainer(Options("run")))
            first.Train();
        using var second = new PlainTrainer(Options("run"));
        Assert.Contains("holds a run already", Assert.Throws<RunFolderException>(() => second.Train()).Message);
    }

    [Fact]
    public void Train_of_a_finished_run_gives_the_trained_model_and_does_not_complete_again()
    {
        using var first = new PlainTrainer(Options("run"));
        first.Train();
        using var second = new PlainTrainer(Options("run", resume: true));
        Assert.NotEqual(first.WeightBits, second.WeightBits);
        Assert.Equal(new PlainTrainer.Outcome(3), second.Train());
        Assert.Equal(first.WeightBits, second.WeightBits);
        Assert.Equal(0, second.Completions);
    }

    [Fact]
    public void Train_resumed_in_an_empty_folder_begins()
    {
        using var trainer = new PlainTrainer(Options("run", resume: true));
        Assert.Equal(3, trainer.Train().Epochs);
    }

    [Fact]
    public void Train_resumed_with_all_checkpoints_damaged_says_what_to_do_and_changes_nothing()
    {
        var (events, cancel) = CancelAt(6);
        using (var first = new PlainTrainer(Options("run", events)))
            Assert.Throws<TrainingCancelledException>(() => first.Train(cancel.Token));
        foreach (var file in Directory.GetFiles(At("run", "checkpoints")))
            File.WriteAllText(file, "nonsense");
        var metrics = File.ReadAllText(At("run", "metrics.jsonl"));
        using var second = new PlainTrainer(Options("run", resume: true));
        Assert.Contains("start in a new folder", Assert.Throws<CheckpointException>(() => second.Train()).Message);
        Assert.Equal(metrics, File.ReadAllText(At("run", "metrics.jsonl")));
    }

    [Fact]
    public void Train_with_another_seed_than_the_checkpoint_names_both()
    {
        var (events, cancel) = CancelAt(6);
        using (var first = new PlainTrainer(Options("run", events)))
            Assert.Throws<TrainingCancelledException>(() => first.Train(cancel.Token));
        using var second = new PlainTrainer(Options("run", resume: true) with { Seed = 8 });
        Assert.Contains("seed = 7, now it is 8", Assert.Throws<CheckpointException>(() => second.Train()).Message);
    }

    [Fact]
    public void Train_without_a_folder_writes_nothing_and_can_be_cancelled()
    {
        var (events, cancel) = CancelAt(6);
        using var trainer = new PlainTrainer(Options("unused", events) with { Folder = null });
        var stopped = Assert.Throws<TrainingCancelledException>(() => trainer.Train(cancel.Token));
        Assert.Null(stopped.Checkpoint);
        Assert.False(Directory.Exists(At("unused")));
    }

    [Fact]
    public void Train_twice_with_one_object_is_refused()
    {
        using var trainer = new PlainTrainer(Options("run"));
        trainer.Train();
        Assert.Throws<InvalidOperationException>(() => trainer.Train());
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Contains("LogEverySteps is 0", Assert.Throws<ArgumentException>(() => new PlainTrainer(Options("run") with { LogEverySteps = 0 })).Message);
        Assert.Contains("Folder", Assert.Throws<ArgumentException>(() => new PlainTrainer(new RunOptions { Resume = true })).Message);
    }

    [Fact]
    public void Run_description_holds_seed_options_data_and_machine()
    {
        using var trainer = new PlainTrainer(Options("run"));
        trainer.Train();
        var description = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(At("run", "run.json")))!;
        Assert.Equal(7, description["seed"]!.GetValue<long>());
        Assert.Equal(3, description["options"]!["epochs"]!.GetValue<int>());
        Assert.Contains("32 samples", description["data"]!["train"]!.GetValue<string>());
        Assert.Equal(torch.__version__, description["machine"]!["libtorch"]!.GetValue<string>());
    }

    private sealed class Clockwork(Action tick) : TrainerCallback
    {
        public override void OnBatchEnd(TrainerContext context) => tick();
    }
}

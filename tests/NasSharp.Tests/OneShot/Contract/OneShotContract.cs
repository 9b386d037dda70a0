using System.Buffers.Binary;
using System.Text.Json;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>
/// What every one-shot method promises. A method has one subclass, which says how it searches with little. The checks of gates and estimators belong to
/// the method's own tests.
/// </summary>
[Collection(nameof(ProcessWide))]
public abstract class OneShotContract : RunFolderTest
{
    private const int Seeds = 20;
    private const int SeedsToSolve = 18;

    /// <summary>Searches; the files are in the run's folder if it has one.</summary>
    private protected abstract Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default);

    /// <summary>What the method knows about the architecture at the end of a run.</summary>
    private protected virtual byte[] Learnt(string folder) => File.ReadAllBytes(Path.Combine(folder, "alphas.safetensors"));

    [Fact]
    public void What_is_learnt_moves_and_depends_on_the_data()
    {
        SearchTiny(Options("a"));
        SearchTiny(Options("less"), SearchBudget.OneEpoch);
        SearchTiny(Options("other"), dataSeed: 2);
        Assert.NotEqual(Learnt(At("less")), Learnt(At("a")));
        Assert.NotEqual(Learnt(At("other")), Learnt(At("a")));
    }

    [Fact]
    public void Planted_architecture_is_found_in_18_of_20_seeds()
    {
        var solved = Enumerable.Range(0, Seeds).Count(seed =>
        {
            var run = Options("") with { Folder = null, Seed = seed };
            using var model = run.Create(() => new PlantedSupernet());
            var (train, validation) = PlantedSupernet.Data(seed);
            return PlantedSupernet.IsPlanted(Search(new SearchTask(model, train, validation), SearchBudget.Planted, run), seed);
        });
        Assert.True(solved >= SeedsToSolve, $"{solved} of {Seeds} seeds");
    }

    [Fact]
    public void Derived_network_equals_the_supernets_path()
    {
        SearchTiny(Options("run"));
        using var supernet = new TinySupernet();
        supernet.load_state_dict(Safetensors.Load(At("run", "supernet.safetensors")));
        using var mutator = new RandomMutator(supernet, new RandomStream(1));
        mutator.Fix(ArchitectureFile.Read(At("run", "architecture.json"), mutator.Space));
        using var derived = new TinySupernet();
        FixedArchitecture.Apply(derived, At("run", "architecture.json")).Load(At("run", "supernet.safetensors"));
        supernet.eval();
        derived.eval();
        using var generator = new torch.Generator(3);
        var images = torch.randn([5, 3, 6, 6], generator: generator);
        var difference = (supernet.call(images) - derived.call(images)).abs().max().ToDouble();
        Assert.InRange(difference, 0, 1e-5);
    }

    [Fact]
    public void Exported_file_is_applied_and_retrained()
    {
        var found = SearchTiny(Options("run"));
        using var model = new TinySupernet();
        Assert.Equal(found, FixedArchitecture.Apply(model, At("run", "architecture.json")).Architecture);
        using var retrainer = new Retrainer(model, Objectives.Classification(model), TinyData.Train(), TinyData.Test(),
            new RetrainOptions { Epochs = 8, BatchSize = 8, LearningRate = 0.1, CutoutLength = 0, Augmentation = ImageAugmentation.None }, Options("retrained"));
        Assert.InRange(retrainer.Train().Test["accuracy"], 0.5, 1);
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_and_another_one_does_not()
    {
        SearchTiny(Options("a"));
        SearchTiny(Options("b"));
        SearchTiny(Options("c") with { Seed = 8 });
        AssertSameRun("a", "b");
        Assert.NotEqual(Supernet("a"), Supernet("c"));
    }

    [Fact]
    public void Run_shorter_than_a_line_of_metrics_has_a_frame_of_the_weights_at_its_end()
    {
        SearchTiny(Options("run") with { LogEverySteps = 1000 }, SearchBudget.OneEpoch);
        var bytes = File.ReadAllBytes(At("run", "weights.bin"));
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        using var header = JsonDocument.Parse(bytes.AsMemory(0, start));
        var slots = header.RootElement.GetProperty("slots").GetInt32();
        var length = sizeof(long) + slots * (sizeof(float) + 1);
        Assert.InRange(bytes.Length, start + length, int.MaxValue);
        var last = bytes.AsSpan(start + ((bytes.Length - start) / length - 1) * length, length);
        Assert.InRange(BinaryPrimitives.ReadInt64LittleEndian(last), 4, long.MaxValue); // an epoch has 4 steps
        Assert.Contains(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(last.Slice(sizeof(long), sizeof(float) * slots)).ToArray(), float.IsFinite);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void Cancelled_and_resumed_run_equals_one_that_never_stopped(long step)
    {
        SearchTiny(Options("whole"));
        var (events, cancel) = CancelAt(step);
        Assert.Equal(step, Assert.Throws<TrainingCancelledException>(() => SearchTiny(Options("cut", events), cancel: cancel.Token)).Step);
        SearchTiny(Options("cut", resume: true));
        AssertSameRun("whole", "cut");
    }

    [Fact]
    public void Crashed_and_resumed_run_equals_one_that_never_stopped()
    {
        SearchTiny(Options("whole"));
        // The last checkpoint is two steps older than the crash.
        var crash = new Events(e =>
        {
            if (e is StepDone { Step: 7 })
                throw new InvalidOperationException("crash");
        });
        Assert.Throws<InvalidOperationException>(() => SearchTiny(Options("cut", crash) with { CheckpointEverySteps = 5 }));
        SearchTiny(Options("cut", resume: true));
        AssertSameRun("whole", "cut");
    }

    [Fact]
    public void Two_hundred_steps_leave_no_tensor_behind()
    {
        ProcessWide.FreeForgottenTensors();
        var counts = new List<long>();
        SearchTiny(Options("run", new Events(e =>
        {
            if (e is StepDone)
                counts.Add(torch.Tensor.LiveCount);
        })) with { TensorBoard = false }, SearchBudget.Long);
        Assert.Equal(200, counts.Count);
        // Optimizers make a weight's state when it is first used, and a method that draws paths has gradients for the path only. A leak adds up.
        Assert.InRange(counts[100..].Max(), 1, counts[..100].Max());
    }

    private Architecture SearchTiny(RunOptions run, SearchBudget budget = SearchBudget.Tiny, int dataSeed = 1, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split(seed: dataSeed);
        return Search(new SearchTask(model, train, validation), budget, run, cancel);
    }

    private byte[] Supernet(string run) => File.ReadAllBytes(At(run, "supernet.safetensors"));

    private void AssertSameRun(string expected, string actual)
    {
        Assert.Equal(Supernet(expected), Supernet(actual));
        Assert.Equal(Learnt(At(expected)), Learnt(At(actual)));
        Assert.Equal(File.ReadAllText(At(expected, "architecture.json")), File.ReadAllText(At(actual, "architecture.json")));
        Assert.Equal(MetricsWithoutClock(At(expected)), MetricsWithoutClock(At(actual)));
        Assert.Equal(File.ReadAllText(At(expected, "supernet.json")), File.ReadAllText(At(actual, "supernet.json")));
        Assert.Equal(File.ReadAllBytes(At(expected, "weights.bin")), File.ReadAllBytes(At(actual, "weights.bin")));
    }
}

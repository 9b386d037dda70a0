using System.Text.Json;
using NasSharp.Hardware;
using NasSharp.OneShot;
using NasSharp.OneShot.SinglePathNas;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Spaces.SuperKernels;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;
using NasSharp.Zoo.SinglePathMobile;

namespace NasSharp.Tests.OneShot.SinglePathNas;

/// <summary>The promises of the one-shot contract, on superkernels, which its own supernets do not have.</summary>
[Collection(nameof(ProcessWide))]
public sealed class SinglePathNasTrainerTests : RunFolderTest
{
    private static readonly SinglePathNasOptions Tiny = new()
    {
        Epochs = 3,
        WarmupEpochs = 1,
        BatchSize = 8,
        LearningRate = 0.1,
        ThresholdLearningRate = 0.05,
        RecalibrationBatches = 2,
        Augmentation = ImageAugmentation.None,
    };

    private static CandidateCosts Costs(SearchSpace space) =>
        new("ms", space, space.Choices.ToDictionary(c => c.Key, c => (IReadOnlyList<double>)[.. new double[] { 3, 6, 5, 10, 0 }.Take(c.Candidates.Count)]), 1);

    private static SearchResult Search(
        RunOptions run, SinglePathNasOptions? options = null, bool priced = true, long dataSeed = 1, Func<CandidateCosts, HardwareObjective>? hardware = null, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new SinglePathMobileNetwork(SuperKernelTests.Small));
        var (train, validation) = TinyData.Split(seed: dataSeed);
        var costs = Costs(SearchSpace.Of(model));
        options = (options ?? Tiny) with { Hardware = hardware?.Invoke(costs) };
        using var trainer = new SinglePathNasTrainer(model, Objectives.Classification(model), train, validation, priced ? costs : null, options, run);
        return trainer.Train(cancel);
    }

    private byte[] Bytes(string run, string file) => File.ReadAllBytes(At(run, file));

    private void AssertSameRun(string expected, string actual)
    {
        foreach (var file in new[] { "supernet.safetensors", "thresholds.safetensors", "architecture.json" })
            Assert.Equal(Bytes(expected, file), Bytes(actual, file));
        Assert.Equal(MetricsWithoutClock(At(expected)), MetricsWithoutClock(At(actual)));
    }

    [Fact]
    public void Thresholds_move_and_depend_on_the_data()
    {
        Search(Options("a"), priced: false);
        Search(Options("other"), priced: false, dataSeed: 2);
        using var thresholds = torch.NewDisposeScope();
        Assert.All(NasSharp.Torch.Serialization.Safetensors.Load(At("a", "thresholds.safetensors")).Values, t => Assert.Contains(t.to_array<float>(), v => v != 0));
        Assert.NotEqual(Bytes("a", "thresholds.safetensors"), Bytes("other", "thresholds.safetensors"));
    }

    [Fact]
    public void Every_frame_of_the_weights_has_the_probabilities_of_the_candidates()
    {
        Search(Options("a"));
        var bytes = Bytes("a", "weights.bin");
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        using var header = JsonDocument.Parse(bytes.AsMemory(0, start));
        var slots = header.RootElement.GetProperty("slots").GetInt32();
        var frames = (bytes.Length - start) / (sizeof(long) + 5 * slots);
        Assert.InRange(frames, 2, 100);
        for (var frame = 0; frame < frames; frame++)
        {
            var weights = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start + frame * (sizeof(long) + 5 * slots) + sizeof(long), sizeof(float) * slots));
            foreach (var choice in header.RootElement.GetProperty("choices").EnumerateArray())
            {
                var own = weights.Slice(choice.GetProperty("offset").GetInt32(), choice.GetProperty("size").GetInt32()).ToArray();
                Assert.All(own, w => Assert.InRange(w, 0, 1));
                Assert.Equal(1, own.Sum(), 1e-5f); // single precision
            }
        }
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_and_another_one_does_not()
    {
        Search(Options("a"));
        Search(Options("b"));
        Search(Options("c") with { Seed = 8 });
        AssertSameRun("a", "b");
        Assert.NotEqual(Bytes("a", "supernet.safetensors"), Bytes("c", "supernet.safetensors"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Cancelled_and_resumed_run_equals_one_that_never_stopped(long step)
    {
        Search(Options("whole"));
        var (events, cancel) = CancelAt(step);
        Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), cancel: cancel.Token));
        Search(Options("cut", resume: true));
        AssertSameRun("whole", "cut");
    }

    [Fact]
    public void Exported_file_is_applied_to_the_saved_weights_and_retrained()
    {
        var found = Search(Options("run"));
        using var model = new SinglePathMobileNetwork(SuperKernelTests.Small);
        var applied = FixedArchitecture.Apply(model, At("run", "architecture.json"));
        applied.Load(At("run", "supernet.safetensors"));
        Assert.Equal(found.Architecture, applied.Architecture);
        using var retrainer = new Retrainer(model, Objectives.Classification(model), TinyData.Train(), TinyData.Test(),
            new RetrainOptions { Epochs = 8, BatchSize = 8, LearningRate = 0.1, CutoutLength = 0, Augmentation = ImageAugmentation.None }, Options("retrained"));
        Assert.InRange(retrainer.Train().Test["accuracy"], 0.5, 1);
    }

    [Fact]
    public void Runtime_that_outweighs_the_task_closes_every_part_after_the_warm_up()
    {
        var options = Tiny with { Epochs = 30, ThresholdLearningRate = 0.2, RuntimeWeight = 3, EvaluateEachEpoch = false };
        Assert.Equal("block_0=4; block_1=4; block_2=0", Search(Options("run"), options).Architecture.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Exported_network_keeps_the_limit(double share)
    {
        CandidateCosts? costs = null;
        var found = Search(Options("run"), Tiny with { Epochs = 2 }, priced: false, hardware: c => new HardwareObjective(costs = c) { Limit = c.Least + share * (c.Most - c.Least) });
        Assert.InRange(costs!.Of(found.Architecture), costs.Least, costs.Least + share * (costs.Most - costs.Least));
        Assert.Equal(found.Architecture, ArchitectureFile.Read(At("run", "architecture.json"), costs.Space));
    }

    [Fact]
    public void Limit_closes_the_parts_that_are_nearest_to_their_thresholds()
    {
        using var block = new SuperKernelBlock(4, 4, key: "b");
        using var mutator = new SinglePathNasMutator(block, new RandomStream(1));
        var costs = new CandidateCosts("ms", mutator.Space, new Dictionary<string, IReadOnlyList<double>> { ["b"] = [3, 6, 6, 10, 0] });
        Architecture At(double shell, double second)
        {
            using (torch.no_grad())
                block.Gated((part, norm) =>
                {
                    var margin = part switch { KernelPart.Shell => shell, KernelPart.SecondHalf => second, _ => 3 };
                    mutator.Thresholds["b"].select(0, (int)part).copy_(norm - margin);
                    return torch.ones([]);
                });
            return mutator.Export();
        }
        Assert.Equal(Decision.One(3), At(2, 0.1)["b"]);
        mutator.Hardware = new HardwareObjective(costs) { Limit = 7 };
        Assert.Equal(Decision.One(2), At(2, 0.1)["b"]);
        Assert.Equal(Decision.One(1), At(0.1, 2)["b"]);
        mutator.Hardware = new HardwareObjective(costs) { Limit = 2 };
        Assert.Equal(Decision.One(4), At(2, 2)["b"]);
    }

    [Fact]
    public void Penalty_of_another_form_closes_every_part_and_stands_alone()
    {
        var options = Tiny with { Epochs = 30, ThresholdLearningRate = 0.2, EvaluateEachEpoch = false };
        HardwareObjective Dear(CandidateCosts c) => new(c) { Penalty = HardwarePenalty.AddLinear(3, c.Most) };
        Assert.Equal("block_0=4; block_1=4; block_2=0", Search(Options("run"), options, priced: false, hardware: Dear).Architecture.ToString());
        Assert.Contains("leave one of them out", Assert.Throws<ArgumentException>(() => Search(Options("both"), options, hardware: Dear)).Message);
    }

    [Fact]
    public void Limit_that_no_network_keeps_is_refused()
        => Assert.Contains("Limit is", Assert.Throws<ArgumentException>(() => Search(Options("run"), hardware: c => new HardwareObjective(c) { Limit = c.Least - 1 })).Message);

    [Fact]
    public void Warm_up_does_not_look_at_the_runtime()
    {
        var options = Tiny with { Epochs = 2, WarmupEpochs = 1, RuntimeWeight = 5 };
        Search(Options("dear"), options);
        Search(Options("cheap"), options with { RuntimeWeight = 0 });
        Assert.Equal(MetricsWithoutClock(At("dear"))[..3], MetricsWithoutClock(At("cheap"))[..3]);
        Assert.NotEqual(Bytes("dear", "thresholds.safetensors"), Bytes("cheap", "thresholds.safetensors"));
    }

    [Fact]
    public void Two_hundred_steps_leave_no_tensor_behind()
    {
        ProcessWide.FreeForgottenTensors();
        var counts = new List<long>();
        Search(Options("run", new Events(e =>
        {
            if (e is StepDone)
                counts.Add(torch.Tensor.LiveCount);
        })) with { TensorBoard = false }, Tiny with { Epochs = 50, EvaluateEachEpoch = false });
        Assert.Equal(200, counts.Count);
        Assert.InRange(counts[100..].Max(), 1, counts[..100].Max());
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
        => Assert.Contains("WarmupKeepProbability", Assert.Throws<ArgumentException>(() => Search(Options("run"), Tiny with { WarmupKeepProbability = 0 })).Message);
}

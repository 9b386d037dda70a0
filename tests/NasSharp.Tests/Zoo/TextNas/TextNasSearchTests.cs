using NasSharp.OneShot.Enas;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Zoo.TextNas;

namespace NasSharp.Tests.Zoo.TextNas;

[Collection(nameof(ProcessWide))]
public sealed class TextNasSearchTests : RunFolderTest
{
    private static readonly EnasOptions Tiny = EnasOptions.TextNas with
    {
        Epochs = 2,
        RestartEpochs = 2,
        BatchSize = 8,
        ControllerSteps = 3,
        Candidates = 2,
        RecalibrationBatches = 2,
    };

    [Fact]
    public void Found_architecture_is_exported_applied_and_retrained()
    {
        var data = Reviews();
        var found = Search(data, Options("run"));
        var retrained = Options("retrained");
        using var network = retrained.Create(() => Network(data));
        Assert.Equal(found, FixedArchitecture.Apply(network, At("run", "architecture.json")).Architecture);
        using var trainer = new Retrainer(network, Objectives.Classification(network), data.Train, data.Test,
            RetrainOptions.TextNas with { Epochs = 12, BatchSize = 8, LearningRate = 0.02 }, retrained);
        // One word decides, so a network that reads the texts makes no mistake; by chance 0.5.
        Assert.InRange(trainer.Train().Test[Objectives.Accuracy], 0.9, 1);
    }

    [Fact]
    public void Derived_network_equals_the_path_with_the_searched_weights()
    {
        var data = Reviews();
        Search(data, Options("run"));
        using var supernet = Network(data);
        supernet.load_state_dict(Safetensors.Load(At("run", "supernet.safetensors")));
        using var mutator = new RandomMutator(supernet, new RandomStream(1));
        mutator.Fix(ArchitectureFile.Read(At("run", "architecture.json"), mutator.Space));
        using var derived = Network(data);
        FixedArchitecture.Apply(derived, At("run", "architecture.json")).Load(At("run", "supernet.safetensors"));
        supernet.eval();
        derived.eval();
        using var loader = data.Test.CreateLoader(new LoaderOptions { BatchSize = 8, Workers = 0 });
        using var batch = loader.Next();
        Assert.InRange((supernet.call(batch.Input) - derived.call(batch.Input)).abs().max().ToDouble(), 0, 1e-5);
    }

    // The optimizer is another one than in the searches of images.
    [Fact]
    public void Cancelled_and_resumed_search_equals_one_that_never_stopped()
    {
        var data = Reviews();
        Search(data, Options("whole"));
        var (events, cancel) = CancelAt(5);
        Assert.Throws<TrainingCancelledException>(() => Search(data, Options("cut", events), cancel.Token));
        Search(data, Options("cut", resume: true));
        Assert.Equal(File.ReadAllBytes(At("whole", "supernet.safetensors")), File.ReadAllBytes(At("cut", "supernet.safetensors")));
        Assert.Equal(File.ReadAllBytes(At("whole", "controller.safetensors")), File.ReadAllBytes(At("cut", "controller.safetensors")));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Adam_moves_the_weights_as_its_settings_say()
    {
        var run = Options("run") with { Folder = null };
        using var model = run.Create(() => new TinySupernet());
        var before = model.state_dict()["head.weight"].clone();
        var (train, validation) = TinyData.Split(count: 16);
        // One step: Adam moves every weight that has a gradient by the learning rate, whatever the gradient's size; SGD would not.
        using var trainer = new EnasTrainer(model, Objectives.Classification(model), train, validation, Tiny with
        {
            Epochs = 1, AdamEpsilon = 1e-12, WeightDecay = 0, GradientClip = 0, LearningRate = 0.125, ControllerSteps = 1, Candidates = 1,
        }, run);
        trainer.Train();
        Assert.Equal(1, trainer.Step);
        Assert.All((model.state_dict()["head.weight"] - before).to_array<float>(), moved => Assert.Equal(0.125, Math.Abs(moved), 1e-4));
    }

    private static TextNasNetwork Network(TextData data) => new(new TextNasOptions
    {
        Tokens = data.Vocabulary.Count, Classes = data.ClassCount, Layers = 2, Hidden = 8, EmbeddingSize = 8, Heads = 2,
        EmbeddingDropout = 0, ConvolutionDropout = 0, RecurrentDropout = 0, AttentionDropout = 0,
    });

    private static Architecture Search(TextData data, RunOptions run, CancellationToken cancel = default)
    {
        using var model = run.Create(() => Network(data));
        var (train, validation) = data.SplitTrain(0.4, 1);
        using var trainer = new EnasTrainer(model, Objectives.Classification(model), train, validation, Tiny, run);
        return trainer.Train(cancel).Architecture;
    }

    // Texts of 2 to 6 words, of which one says the class.
    private TextData Reviews()
    {
        var random = new RandomStream(1, "reviews");
        var rows = Enumerable.Range(0, 80).Select(i =>
        {
            var words = Enumerable.Range(0, 1 + random.Next(5)).Select(_ => "w" + random.Next(6)).ToList();
            words.Insert(random.Next(words.Count + 1), i % 2 == 0 ? "good" : "bad");
            return $"{string.Join(' ', words)},{(i % 2 == 0 ? "yes" : "no")}";
        });
        File.WriteAllLines(At("reviews.csv"), rows.Prepend("text,label"));
        return TextData.LoadCsv(At("reviews.csv"));
    }
}

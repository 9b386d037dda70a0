// A residual network whose kernel sizes, widths and shortcuts are undecided: searched with random single paths, compared by cost, trained, saved.
using NasSharp.OneShot.SinglePath;
using NasSharp.Profiling;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using static NasSharp.Torch.torch;

var data = ImageData.Load("fashion-mnist-subset");
var small = data.Train.Take(600, seed: 1);
var (train, validation) = small.SplitOff(0.5, seed: 1);
var run = new RunOptions { Seed = 1 };

var supernet = run.Create(() => new ResidualNet());
Console.WriteLine(SearchSpace.Of(supernet));
Console.WriteLine($"{SearchSpace.Of(supernet).Count()} architectures");

SinglePathResult found;
using (var search = new SinglePathTrainer(supernet, Objectives.Classification(supernet), train, validation,
    new SinglePathOptions { Epochs = 2, BatchSize = 50, LearningRate = 0.05, Candidates = 5, RecalibrationBatches = 2 }, run))
    found = search.Train();
foreach (var candidate in found.Candidates)
    Console.WriteLine($"{candidate.Score:P1} on validation data: {string.Join(", ", candidate.Architecture.Decisions.Select(d => $"{d.Key} {d.Value}"))}");

var network = run.Create(() => new ResidualNet());
FixedArchitecture.Apply(network, found.Architecture);
var cost = Profiler.Profile(network, 1, 1, 28, 28);
Console.WriteLine($"{cost.Parameters} parameters, {cost.Flops} FLOPs");

using var trainer = new Retrainer(network, Objectives.Classification(network), small, data.Test,
    new RetrainOptions { Epochs = 2, BatchSize = 50, CutoutLength = 0, DropPathProbability = 0 }, run);
Console.WriteLine($"{trainer.Train().Test["accuracy"]:P1} on test data");
network.save("own-model.safetensors");

internal sealed class ResidualNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d stem = nn.Conv2d(1, 16, 3, stride: 2, padding: 1);
    private readonly ModuleList<Block> blocks = nn.ModuleList(new Block(), new Block());
    private readonly Linear head = nn.Linear(16, 10);

    public ResidualNet() => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = stem.call(input);
        foreach (var block in blocks)
            x = block.call(x);
        return head.call(x.mean([2L, 3L]));
    }
}

internal sealed class Block : nn.Module<Tensor, Tensor>
{
    private readonly LayerChoice body = new(
    [
        ("narrow3x3", Body(8, 3)), ("wide3x3", Body(32, 3)), ("narrow5x5", Body(8, 5)), ("wide5x5", Body(32, 5)),
    ]);

    // One of two: with the shortcut around the body, or without.
    private readonly InputChoice shortcut = new(candidates: 2, chosen: 1);

    public Block() => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var y = body.call(x);
        return shortcut.call([y, x + y])!;
    }

    private static Sequential Body(int width, int kernel) => nn.Sequential(
        nn.ReLU(), nn.Conv2d(16, width, kernel, padding: kernel / 2, bias: false), nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, 16, 1, bias: false), nn.BatchNorm2d(16));
}

// An ordinary network of which two convolutions and a skip connection are undecided: ENAS finds them, the file it exports makes the final network.
using NasSharp.OneShot.Enas;
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

using var supernet = run.Create(() => new Net());
var options = new EnasOptions { Epochs = 2, BatchSize = 50, ControllerSteps = 10, Candidates = 4, RecalibrationBatches = 2 };
using (var search = new EnasTrainer(supernet, Objectives.Classification(supernet), train, validation, options, run))
    ArchitectureFile.Write("architecture.json", search.Train().Architecture);

using var network = run.Create(() => new Net());
FixedArchitecture.Apply(network, "architecture.json");
Console.WriteLine(File.ReadAllText("architecture.json"));
using var trainer = new Retrainer(network, Objectives.Classification(network), small, data.Test,
    new RetrainOptions { Epochs = 2, BatchSize = 50, LearningRate = 0.1, CutoutLength = 0, DropPathProbability = 0 }, run);
Console.WriteLine($"{trainer.Train().Test["accuracy"]:P1} on test data");

internal sealed class Net : nn.Module<Tensor, Tensor>
{
    private readonly LayerChoice conv1 = new([("conv3x3", nn.Conv2d(1, 8, 3, padding: 1)), ("conv5x5", nn.Conv2d(1, 8, 5, padding: 2))]);
    private readonly LayerChoice conv2 = new([("conv3x3", nn.Conv2d(8, 16, 3, padding: 1)), ("conv5x5", nn.Conv2d(8, 16, 5, padding: 2))]);
    private readonly Conv2d conv3 = nn.Conv2d(16, 16, 1);

    // Any number of one: the skip connection is there or not.
    private readonly InputChoice skip = new(candidates: 1);
    private readonly BatchNorm2d norm = nn.BatchNorm2d(16);
    private readonly Linear head = nn.Linear(16 * 7 * 7, 10);

    public Net() => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = nn.functional.max_pool2d(conv1.call(input).relu(), 2);
        x = nn.functional.max_pool2d(conv2.call(x).relu(), 2);
        var y = conv3.call(x);
        if (skip.call([x]) is { } skipped)
            y += skipped;
        return head.call(norm.call(y).relu().flatten(1));
    }
}

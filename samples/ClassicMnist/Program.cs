// One trial: a small convolutional network on images of clothes. Started by hand it trains the first candidates; under `nasctl create --config config_evolution.yml` each
// architecture is a trial, one after the other in the same process, so that the images are read once.
using NasSharp.Experiments;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using static NasSharp.Torch.torch;

const int BatchSize = 50;
var images = args is [var count] ? int.Parse(count) : 1000;
var data = new Lazy<(TrainSplit Train, ValidationSplit Validation)>(() => ImageData.Load("fashion-mnist-subset").Train.Take(images, seed: 1).SplitOff(0.5, seed: 1));

return Trial.Run(() =>
{
    random.manual_seed(1);
    using var network = new Network();
    Trial.ApplyNextArchitecture(network);
    var objective = Objectives.Classification(network);
    var optimizer = optim.SGD(network.parameters(), 0.05, momentum: 0.9);
    using var loader = data.Value.Train.CreateLoader(new LoaderOptions { BatchSize = BatchSize, DropLast = true, Seed = 1, Workers = 0 });
    var accuracy = 0.0;
    for (var epoch = 0; epoch < (Trial.Current?.Epochs ?? 2); epoch++)
    {
        network.train();
        foreach (var batch in loader.Epoch())
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(batch.Input), batch.Target).backward();
            optimizer.step();
        }
        accuracy = Evaluation.Run(objective, network, data.Value.Validation)[Objectives.Accuracy];
        Trial.ReportIntermediate(accuracy);
    }
    Trial.ReportFinal(accuracy, new Dictionary<string, double> { ["parameters"] = network.parameters().Sum(p => p.numel()) });
});

internal sealed class Network : nn.Module<Tensor, Tensor>
{
    private readonly LayerChoice first_conv = new([("conv5x5", nn.Conv2d(1, 8, 5, stride: 2, padding: 2)), ("conv3x3", nn.Conv2d(1, 8, 3, stride: 2, padding: 1))]);
    private readonly LayerChoice mid_conv = new(
    [
        ("conv3x3", nn.Conv2d(8, 8, 3, padding: 1)), ("conv5x5", nn.Conv2d(8, 8, 5, padding: 2)), ("depthwise3x3", nn.Conv2d(8, 8, 3, padding: 1, groups: 8)), ("identity", nn.Identity()),
    ]);

    // With the shortcut around mid_conv or without.
    private readonly InputChoice skip = new(candidates: 1);
    private readonly Linear head = nn.Linear(8 * 7 * 7, 10);

    public Network() => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = nn.functional.relu(first_conv.call(input));
        var y = nn.functional.relu(mid_conv.call(x));
        if (skip.call([x]) is { } around)
            y = y + around;
        return head.call(nn.functional.max_pool2d(y, 2).flatten(1));
    }
}

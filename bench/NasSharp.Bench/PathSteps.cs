using NasSharp.OneShot.SinglePath;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Bench;

/// <summary>
/// What choosing a path costs: a step of the single path search in a space whose candidates are all alike, so that every path is the same work, against the same
/// step of the network that is left when the choices are fixed.
/// </summary>
internal static class PathSteps
{
    private const int Layers = 12;
    private const int Candidates = 4;
    private const int Channels = 64;

    /// <summary>The search: a random path at each step.</summary>
    internal static void ServeSupernet() => SearchSteps.Serve(() => new Network(), (net, train, validation, run, end) => Search(net, train, validation, run, end));

    /// <summary>The network with its choices fixed, behind one choice of one candidate, so that the same loop drives both.</summary>
    internal static void ServeFixed() => SearchSteps.Serve(() => new OneChoice(Fixed()), (net, train, validation, run, end) => Search(net, train, validation, run, end));

    private static void Search(nn.Module<Tensor, Tensor> net, TrainSplit train, ValidationSplit validation, RunOptions run, CancellationToken end)
    {
        var options = new SinglePathOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, PathsEachEpoch = 0 };
        using var trainer = new SinglePathTrainer(net, Objectives.Classification(net), train, validation, options, run);
        trainer.Train(end);
    }

    private static Network Fixed()
    {
        var net = new Network();
        var space = SearchSpace.Of(net);
        FixedArchitecture.Apply(net, new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key, Decision.One(0)))));
        return net;
    }

    private static Sequential Block(long inputs, long stride) =>
        nn.Sequential(nn.Conv2d(inputs, Channels, 3, stride, padding: 1, bias: false), nn.BatchNorm2d(Channels), nn.ReLU());

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential features;
        private readonly Linear classifier;

        internal Network() : base(nameof(Network))
        {
            IEnumerable<nn.Module<Tensor, Tensor>> choices = Enumerable.Range(0, Layers).Select(layer =>
                new LayerChoice([.. Enumerable.Range(0, Candidates).Select(_ => (nn.Module<Tensor, Tensor>)Block(Channels, layer % 4 == 3 ? 2 : 1))], key: $"layer{layer}"));
            features = nn.Sequential([Block(3, 1), .. choices]);
            classifier = nn.Linear(Channels, 10);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => classifier.call(features.call(input).mean([2, 3]));
    }

    private sealed class OneChoice : nn.Module<Tensor, Tensor>
    {
        private readonly LayerChoice only;

        internal OneChoice(Network net) : base(nameof(OneChoice))
        {
            only = new LayerChoice([net], key: "only");
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => only.call(input);
    }
}

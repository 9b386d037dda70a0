using System.Diagnostics;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Zoo.Darts;
using static NasSharp.Torch.torch;

namespace NasSharp.Bench;

/// <summary>Training steps of fixed networks: the ResNet of fixed_network.py and the DARTS network of darts_child.py.</summary>
internal static class FixedNetwork
{
    internal static void ServeResNet()
    {
        random.manual_seed(0);
        var net = new ResNet();
        Serve(net, optim.SGD(net.parameters(), 0.05, momentum: 0.9, weight_decay: 5e-4), batch: 64);
    }

    internal static void ServeDartsChild()
    {
        random.manual_seed(0);
        var net = new DartsStackedCells(new() { Phase = DartsPhase.Retraining });
        FixedArchitecture.Apply(net, ArchitectureFile.Read(Path.Combine(BenchOptions.FindRoot(), "bench", "darts_v2.json"), SearchSpace.Of(net)));
        Serve(net, optim.SGD(net.parameters(), 0.025, momentum: 0.9, weight_decay: 3e-4), batch: 32);
    }

    // Weights and images lie channels-last, as the library's trainers put them.
    private static void Serve(nn.Module<Tensor, Tensor> net, optim.Optimizer optimizer, int batch)
    {
        net.to(memory_format.channels_last);
        var x = randn([batch, 3, 32, 32]).contiguous(memory_format.channels_last);
        var y = randint(0, 10, [batch]);
        Server.Run(() =>
        {
            var start = Stopwatch.GetTimestamp();
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(net.call(x), y);
            loss.backward();
            optimizer.step();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new() { ["step_s"] = seconds, ["loss"] = loss.ToDouble() };
        }, net.parameters().Sum(p => p.numel()));
    }

    private sealed class ResNet : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential features;
        private readonly Linear classifier;

        internal ResNet(long channels = 16, int blocks = 3, long classes = 10) : base(nameof(ResNet))
        {
            var layers = new List<nn.Module<Tensor, Tensor>>
            {
                nn.Conv2d(3, channels, 3, padding: 1, bias: false), nn.BatchNorm2d(channels), nn.ReLU(),
            };
            var inputs = channels;
            for (var stage = 0; stage < 3; stage++)
            {
                var outputs = channels << stage;
                for (var block = 0; block < blocks; block++)
                {
                    layers.Add(new Block(inputs, outputs, stage > 0 && block == 0 ? 2 : 1));
                    inputs = outputs;
                }
            }
            features = nn.Sequential(layers);
            classifier = nn.Linear(inputs, classes);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => classifier.forward(features.forward(input).mean([2, 3]));
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1, conv2;
        private readonly BatchNorm2d norm1, norm2;
        private readonly Sequential? project;

        internal Block(long inputs, long outputs, long stride) : base(nameof(Block))
        {
            conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding: 1, bias: false);
            norm1 = nn.BatchNorm2d(outputs);
            conv2 = nn.Conv2d(outputs, outputs, 3, padding: 1, bias: false);
            norm2 = nn.BatchNorm2d(outputs);
            if (stride != 1 || inputs != outputs)
                project = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias: false), nn.BatchNorm2d(outputs));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var y = nn.functional.relu(norm1.forward(conv1.forward(input)));
            y = norm2.forward(conv2.forward(y));
            return nn.functional.relu(y + (project is null ? input : project.forward(input)));
        }
    }
}

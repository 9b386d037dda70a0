using NasSharp.Torch;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;
using static NasSharp.Torch.torch.nn.functional;

namespace TorchSharpModels;

/// <summary>A VGG network made from a list of widths, as a TorchSharp user writes it.</summary>
internal sealed class VGG : Module<Tensor, Tensor>
{
    private static readonly long[] Widths = [8, 0, 16, 16, 0];
    private readonly Module<Tensor, Tensor> features;
    private readonly Module<Tensor, Tensor> classifier;

    public VGG(int classes) : base("VGG")
    {
        var modules = new List<(string, Module<Tensor, Tensor>)>();
        long channels = 3;
        for (var i = 0; i < Widths.Length; i++)
        {
            if (Widths[i] == 0)
            {
                modules.Add(($"MaxPool2d-{i}a", MaxPool2d(2, 2)));
                continue;
            }
            modules.Add(($"conv2d-{i}a", Conv2d(channels, Widths[i], 3, padding: 1)));
            modules.Add(($"bnrm2d-{i}a", BatchNorm2d(Widths[i])));
            modules.Add(($"relu-{i}b", ReLU(inplace: true)));
            channels = Widths[i];
        }
        modules.Add(("avgpool2d", AvgPool2d(kernel_size: 1, stride: 1)));
        features = Sequential(modules);
        classifier = Sequential(Linear(16 * 2 * 2, 32), ReLU(), Dropout(0.2), Linear(32, classes));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using (NewDisposeScope())
        {
            var t = features.call(input);
            t = t.view(t.shape[0], -1);
            return log_softmax(classifier.call(t), 1).MoveToOuterDisposeScope();
        }
    }
}

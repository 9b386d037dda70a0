using NasSharp.Torch;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;
using static NasSharp.Torch.torch.nn.functional;

namespace TorchSharpModels;

/// <summary>A small residual network for images, as a TorchSharp user writes it.</summary>
internal sealed class ResNet : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> stem;
    private readonly Module<Tensor, Tensor> stages;
    private readonly Module<Tensor, Tensor> linear;
    private long planes = 8;

    public ResNet(string name, int classes, Device? device = null) : base(name)
    {
        stem = Sequential(
            ("conv", Conv2d(3, planes, kernel_size: 3, stride: 1, padding: 1, bias: false)),
            ("bn", BatchNorm2d(planes)),
            ("relu", ReLU(inplace: true)));
        var modules = new List<(string, Module<Tensor, Tensor>)>();
        MakeStage(modules, "stage1", 8, blocks: 1, stride: 1);
        MakeStage(modules, "stage2", 16, blocks: 2, stride: 2);
        modules.Add(("pool", AdaptiveAvgPool2d(new long[] { 1, 1 })));
        modules.Add(("flatten", Flatten()));
        stages = Sequential(modules);
        linear = Linear(16, classes);
        RegisterComponents();
        if (device is not null && device.type == DeviceType.CUDA)
            this.to(device);
    }

    public override Tensor forward(Tensor input)
    {
        using var x = stem.call(input);
        using var y = stages.call(x);
        return linear.call(y);
    }

    private void MakeStage(List<(string, Module<Tensor, Tensor>)> modules, string name, long width, int blocks, long stride)
    {
        for (var i = 0; i < blocks; i++)
        {
            modules.Add(($"{name}-{i}", new BasicBlock($"{name}-{i}", planes, width, i == 0 ? stride : 1)));
            planes = width;
        }
    }

    private sealed class BasicBlock : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> layers;
        private readonly Module<Tensor, Tensor> shortcut;

        public BasicBlock(string name, long in_planes, long planes, long stride) : base(name)
        {
            layers = Sequential(
                ("conv1", Conv2d(in_planes, planes, (3, 3), stride: (stride, stride), padding: (1, 1), bias: false)),
                ("bn1", BatchNorm2d(planes)),
                ("relu1", ReLU(inplace: true)),
                ("conv2", Conv2d(planes, planes, 3, padding: 1, bias: false)),
                ("bn2", BatchNorm2d(planes)));
            shortcut = stride != 1 || in_planes != planes
                ? Sequential(("conv", Conv2d(in_planes, planes, 1, stride: stride, bias: false)), ("bn", BatchNorm2d(planes)))
                : Sequential();
            RegisterComponents();
        }

        public override Tensor forward(Tensor t)
        {
            var x = layers.call(t);
            var y = shortcut.call(t);
            return relu(x.add_(y), inplace: true);
        }
    }
}

using NasSharp.Torch;
using NasSharp.Torch.Tests.Numerics;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;
using static NasSharp.Torch.torch.nn.functional;

namespace TorchSharpModels;

/// <summary>Models written for TorchSharp, with other usings only, follow the losses that PyTorch has for the same seed.</summary>
[Collection(RandomNumbers.Name)]
public sealed class TorchSharpModelTests
{
    // Six steps let differences in the order of float32 sums grow.
    private const double Tolerance = 2e-4;

    [Fact]
    public void ResNet_trains_as_in_PyTorch()
    {
        var loss = CrossEntropyLoss(label_smoothing: 0.1);
        Train("ResNet", () => new ResNet("resnet", 4), Images, p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 1e-4),
            (model, x, y) => loss.call(model.call(x), y));
    }

    [Fact]
    public void VGG_trains_as_in_PyTorch() =>
        Train("VGG", () => new VGG(4), Images, p => optim.Adam(p, 0.01), (model, x, y) => nll_loss(model.call(x), y));

    [Fact]
    public void LstmClassifier_trains_as_in_PyTorch()
    {
        var loss = CrossEntropyLoss();
        Train("LstmClassifier", () => new LstmClassifier(12, 6, 5, 4), () => (randint(1, 12, [8, 7]), randint(0, 4, [8])), p => optim.Adam(p, 0.02),
            (model, x, y) => loss.call(model.call(x), y));
    }

    [Fact]
    public void TransformerModel_trains_as_in_PyTorch()
    {
        var mask = TransformerModel.GenerateSquareSubsequentMask(7);
        Train("TransformerModel", () => new TransformerModel(12, 8, 2, 16, 2), Text, p => optim.SGD(p, 1.0),
            (model, x, y) => cross_entropy(model.call(x, mask).reshape(-1, 12), y.reshape(-1)));
    }

    private static (Tensor, Tensor) Images() => (randn([8, 3, 8, 8]), randint(0, 4, [8]));

    private static (Tensor, Tensor) Text()
    {
        var tokens = randint(0, 12, [8, 4]);
        return (tokens[TensorIndex.Slice(null, -1)], tokens[TensorIndex.Slice(1)]);
    }

    private static void Train<T>(string name, Func<T> make, Func<(Tensor, Tensor)> data,
        Func<IEnumerable<NasSharp.Torch.Modules.Parameter>, optim.Optimizer> optimizer, Func<T, Tensor, Tensor, Tensor> lossOf)
        where T : Module
    {
        var expected = Fixture.Read("TorchSharpModels/losses.json").GetProperty(name).Doubles();
        // What earlier tests left to the finalizers must not be counted here.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var model = make();
        using var steps = optimizer(model.parameters());
        var (inputs, targets) = data();
        var losses = new double[expected.Length];
        var live = new long[expected.Length];
        for (var step = 0; step < expected.Length; step++)
        {
            using (NewDisposeScope())
            {
                steps.zero_grad();
                var loss = lossOf(model, inputs, targets);
                loss.backward();
                nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                steps.step();
                losses[step] = loss.ToDouble();
            }
            live[step] = Tensor.LiveCount;
        }
        for (var step = 0; step < losses.Length; step++)
        {
            Assert.True(Math.Abs(losses[step] - expected[step]) <= Tolerance * expected[step],
                $"step {step}: PyTorch has {expected[step]:R}, found {losses[step]:R}");
        }
        Assert.True(losses[^1] < losses[0], $"the loss did not fall: {string.Join(", ", losses)}");
        // The optimizer makes its state in the first step.
        Assert.All(live[1..], count => Assert.Equal(live[0], count));
    }
}

using NasSharp.OneShot.Darts;
using NasSharp.OneShot.Smash;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Zoo.MemoryBanks;

namespace NasSharp.Tests.Zoo.MemoryBanks;

[Collection(nameof(ProcessWide))]
public sealed class MemoryBankNetworkTests : RunFolderTest
{
    private static readonly MemoryBankOptions Small = new() { Blocks = 2, Operations = 2, Banks = 3, Channels = 4, Bottleneck = 5, Classes = 3 };

    [Fact]
    public void Space_has_reads_a_body_and_writes_for_each_operation()
    {
        using var model = new MemoryBankNetwork();
        var space = SearchSpace.Of(model);
        Assert.Equal(3 * 4 * 3, space.Choices.Count);
        Assert.Equal(4, space["block1.op2.read"].Candidates.Count);
        Assert.Null(space["block1.op2.write"].ChosenCount);
        Assert.Equal(["conv3", "conv3d2", "conv5", "conv3x2"], space["block1.op2.body"].Candidates);
    }

    [Fact]
    public void Generated_weights_name_parameters_and_choices_of_the_model()
    {
        using var model = new MemoryBankNetwork(Small);
        var (names, space) = (model.named_parameters().Select(p => p.name).ToHashSet(), SearchSpace.Of(model));
        Assert.Equal(4, model.GeneratedWeights.Count);
        Assert.All(model.GeneratedWeights, w => Assert.True(names.Contains(w.Parameter) && w.Choices.Count == 3 && w.Choices.All(space.Contains)));
    }

    [Fact]
    public void Operation_convolves_the_banks_that_it_reads_side_by_side_and_adds_to_those_that_it_writes()
    {
        using var operation = new MemoryBankOperation("op", Small);
        using var mutator = new RandomMutator(operation, new RandomStream(1));
        mutator.Fix(Architecture.Parse(mutator.Space, """{"op.read": [true, false, true], "op.body": "conv5", "op.write": [true, true, false]}"""));
        operation.eval();
        var (first, third) = (torch.randn(2, 4, 5, 5), torch.randn(2, 4, 5, 5));
        var written = operation.call([first, null, third]);

        var parts = operation.state_dict();
        var side = torch.cat([first, torch.zeros(2, 4, 5, 5), third], 1);
        var squeezed = torch.nn.functional.conv2d(side, parts["squeeze"]) / Math.Sqrt(1 + 1e-5); // statistics of a new batch norm: 0 and 1
        var expected = torch.nn.functional.conv2d(squeezed.relu(), parts["body.conv5.weight"], padding: [2, 2]);
        TensorAssert.Close(first + expected, written[0]!, 1e-5);
        TensorAssert.Close(expected, written[1]!, 1e-5);
        Assert.Same(third, written[2]);
    }

    [Theory]
    [InlineData("[false, false, false]", "[true, true, true]")]
    [InlineData("[false, true, true]", "[true, true, true]")] // only empty banks
    [InlineData("[true, true, true]", "[false, false, false]")]
    public void Operation_that_reads_or_writes_nothing_leaves_the_banks_as_they_are(string read, string write)
    {
        using var operation = new MemoryBankOperation("op", Small);
        using var mutator = new RandomMutator(operation, new RandomStream(1));
        mutator.Fix(Architecture.Parse(mutator.Space, $$"""{"op.read": {{read}}, "op.body": "conv3", "op.write": {{write}}}"""));
        IReadOnlyList<torch.Tensor?> banks = [torch.randn(2, 4, 5, 5), null, null];
        Assert.Equal(banks, operation.call(banks));
    }

    [Fact]
    public void Derived_network_equals_the_supernets_path()
    {
        using var model = new MemoryBankNetwork(Small);
        using var mutator = new RandomMutator(model, new RandomStream(2));
        var images = torch.randn(2, 3, 7, 7);
        for (var trial = 0; trial < 10; trial++)
        {
            mutator.Reset();
            using var derived = new MemoryBankNetwork(Small);
            FixedArchitecture.Apply(derived, mutator.Drawn!).LoadStateDict(model.state_dict());
            model.eval();
            derived.eval();
            TensorAssert.Close(model.call(images), derived.call(images), 1e-5);
        }
    }

    [Fact]
    public void Mixed_reads_and_writes_lead_gradients_to_their_weights()
    {
        using var model = new MemoryBankNetwork(Small);
        using var mutator = new DartsMutator(model, new RandomStream(1));
        mutator.Reset();
        model.call(torch.randn(2, 3, 7, 7)).pow(2).sum().backward();
        Assert.All(mutator.named_parameters(), a => Assert.True(a.parameter.grad is { } g && g.abs().sum().ToDouble() > 0, a.name));
    }

    [Fact]
    public void Smash_searches_the_space_with_generated_reads()
    {
        var run = Options("run");
        using var model = run.Create(() => new MemoryBankNetwork(Small));
        var (train, validation) = TinyData.Split();
        using var trainer = new SmashTrainer(model, Objectives.Classification(model), train, validation, new SmashOptions
        {
            Epochs = 8, BatchSize = 8, LearningRate = 0.01, HyperLayers = 2, HyperGrowth = 4, Candidates = 6, Perturbations = 2, MarkovSteps = 2, RecalibrationBatches = 4,
            Augmentation = ImageAugmentation.None,
        }, run);
        Assert.Equal(model.GeneratedWeights, trainer.Generated);
        var result = trainer.Train();
        // Three classes; without training the best of ten reaches about 0.45.
        Assert.InRange(result.Candidates[0].Score, 0.6, 1);
        using var derived = new MemoryBankNetwork(Small);
        FixedArchitecture.Apply(derived, At("run", "architecture.json")).Load(At("run", "supernet.safetensors"));
    }

    [Fact]
    public void Options_out_of_range_are_named() =>
        Assert.Contains("Banks is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryBankNetwork(Small with { Banks = 0 })).Message);
}

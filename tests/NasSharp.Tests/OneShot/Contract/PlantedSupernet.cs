using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>
/// A task whose best architecture is known: of a sample's 18 numbers two triples point to its class, the other four are noise. One candidate of a layer
/// choice hands on the first of the two, and the second is one of two optional inputs; whatever else is taken adds noise in front of the classifier that all
/// share. Where the right ones stand changes with the seed.
/// </summary>
internal sealed class PlantedSupernet : Module<Tensor, Tensor>
{
    public const string Operation = "operation";
    public const string Inputs = "inputs";

    private const int Classes = 3;
    private const int Operations = 4;
    private const int Optional = 2;

    private readonly LayerChoice operation;
    private readonly InputChoice inputs;
    private readonly Module<Tensor, Tensor> head;

    public PlantedSupernet()
        : base(nameof(PlantedSupernet))
    {
        operation = new LayerChoice(Enumerable.Range(0, Operations).Select(i => (Module<Tensor, Tensor>)new Triple(i)), key: Operation);
        inputs = new InputChoice(Optional, key: Inputs);
        head = Linear(Classes, Classes);
        RegisterComponents();
    }

    /// <summary>Whether the architecture is the planted one.</summary>
    public static bool IsPlanted(Architecture found, int seed) =>
        found[Operation].Equals(Decision.One(seed % Operations)) && found[Inputs].Equals(Decision.One(seed % Optional));

    /// <summary>Data for one seed, half of it for training.</summary>
    public static (TrainSplit Train, ValidationSplit Validation) Data(int seed, int count = 512)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed + 100);
        var labels = arange(count).remainder(Classes);
        var samples = randn([count, (Operations + Optional) * Classes], generator: generator);
        var signal = functional.one_hot(labels, Classes).to(ScalarType.Float32) * 2;
        samples.narrow(1, seed % Operations * Classes, Classes).add_(signal);
        samples.narrow(1, (Operations + seed % Optional) * Classes, Classes).add_(signal);
        return new TrainSplit(new TensorDataset(samples, labels, ["a", "b", "c"])).SplitOff(0.5, seed);
    }

    public override Tensor forward(Tensor input)
    {
        var chosen = operation.call(input);
        var more = inputs.forward([Part(input, Operations), Part(input, Operations + 1)]);
        return head.call(more is null ? chosen : chosen + more);
    }

    private static Tensor Part(Tensor input, int number) => input.narrow(1, number * Classes, Classes);

    private sealed class Triple(int number) : Module<Tensor, Tensor>(nameof(Triple))
    {
        public override Tensor forward(Tensor input) => Part(input, number);
    }
}

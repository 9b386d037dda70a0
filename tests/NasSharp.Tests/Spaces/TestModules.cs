using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

/// <summary>Multiplies with one trained number, and counts its runs.</summary>
internal sealed class Scale : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Tensor runs;

    public Scale(double factor) : base(nameof(Scale))
    {
        weight = new Parameter(tensor(new[] { (float)factor }));
        runs = zeros([1]);
        RegisterComponents();
    }

    public int Calls { get; private set; }

    public Parameter Weight => weight;

    public override Tensor forward(Tensor input)
    {
        Calls++;
        using (no_grad())
            runs.add_(1);
        return input * weight;
    }
}

/// <summary>Gives as many channels as it is told to.</summary>
internal sealed class Channels(int count) : nn.Module<Tensor, Tensor>(nameof(Channels))
{
    public override Tensor forward(Tensor input) => input.narrow(1, 0, 1).expand(input.size(0), count);
}

/// <summary>Runs its parts one after the other.</summary>
internal sealed class Chain : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] parts;

    public Chain(params nn.Module<Tensor, Tensor>[] parts) : base(nameof(Chain))
    {
        this.parts = parts;
        foreach (var (index, part) in parts.Index())
            register_module(index.ToString(), part);
    }

    public override Tensor forward(Tensor input) => parts.Aggregate(input, (x, part) => part.call(x));
}

/// <summary>A model of one function of one tensor, around the choices it is given.</summary>
internal sealed class Model : nn.Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> run;

    public Model(Func<Tensor, Tensor> run, params (string Name, nn.Module Part)[] parts) : base(nameof(Model))
    {
        this.run = run;
        foreach (var (name, part) in parts)
            register_module(name, part);
    }

    public override Tensor forward(Tensor input) => run(input);
}

/// <summary>A mutator that does what a test says.</summary>
internal sealed class GivenMutator(nn.Module model, Func<SearchSpace, IReadOnlyList<Execution?>> decide) : Mutator(model)
{
    public GivenMutator(nn.Module model, params Execution?[] executions) : this(model, _ => executions)
    {
    }

    public override Architecture Export() => Space.First();

    protected override IReadOnlyList<Execution?> Decide() => decide(Space);
}

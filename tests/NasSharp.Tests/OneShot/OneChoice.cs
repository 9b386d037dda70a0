using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Tests.OneShot;

/// <summary>One layer choice, 'c', between multiplications, and perhaps optional inputs, 'i', that are multiples of the input.</summary>
internal sealed class OneChoice : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly LayerChoice choice;
    private readonly InputChoice? inputs;
    private readonly double[] _more;

    public OneChoice(double[] factors, double[]? more = null)
        : base(nameof(OneChoice))
    {
        Candidates = [.. factors.Select(f => new Times(f))];
        choice = new LayerChoice(Candidates, key: "c");
        _more = more ?? [];
        inputs = more is null ? null : new InputChoice(more.Length, key: "i");
        RegisterComponents();
    }

    public Times[] Candidates { get; }

    public override torch.Tensor forward(torch.Tensor input)
    {
        var output = choice.call(input);
        return inputs?.forward([.. _more.Select(m => input * m)]) is { } extra ? output + extra : output;
    }

    /// <summary>Multiplies, and counts its runs.</summary>
    public sealed class Times(double factor) : torch.nn.Module<torch.Tensor, torch.Tensor>(nameof(Times))
    {
        public int Calls { get; private set; }

        public override torch.Tensor forward(torch.Tensor input)
        {
            Calls++;
            return input * factor;
        }
    }
}

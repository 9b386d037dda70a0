using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>Convolution over positions, batch norm, ReLU, dropout; [N, in, L] to [N, out, L], zero at padding before and after.</summary>
internal sealed class TextConvolution : nn.Module<Tensor, TextMask, Tensor>
{
    private readonly Conv1d convolution;
    private readonly MaskedNorm norm;
    private readonly Dropout dropout;

    public TextConvolution(int inFeatures, int outFeatures, int kernel, double dropProbability) : base(nameof(TextConvolution))
    {
        convolution = nn.Conv1d(inFeatures, outFeatures, kernel, padding: kernel / 2, bias: false);
        norm = new MaskedNorm(outFeatures);
        dropout = nn.Dropout(dropProbability);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, TextMask mask)
    {
        using var scope = NewDisposeScope();
        return dropout.call(norm.call(convolution.call(input), mask).relu()).MoveToOuterDisposeScope();
    }
}

using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Tests.OneShot;

/// <summary>A choice, 'c', of three candidates that compute the same, and a linear layer.</summary>
internal sealed class EqualCandidates : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly LayerChoice choice = new(Enumerable.Range(0, 3).Select(_ => (torch.nn.Module<torch.Tensor, torch.Tensor>)torch.nn.Identity()), key: "c");
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> head = torch.nn.Linear(1, 1);

    public EqualCandidates()
        : base(nameof(EqualCandidates)) => RegisterComponents();

    public override torch.Tensor forward(torch.Tensor input) => head.call(choice.call(input)) + 3;
}

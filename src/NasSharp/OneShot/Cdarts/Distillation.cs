using NasSharp.Torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.OneShot.Cdarts;

/// <summary>The interactive loss between the logits of two networks.</summary>
internal static class Distillation
{
    private const double CosineEpsilon = 1e-6;

    /// <summary>T^2 times the distance of the search network's logits from those of the evaluation network, the teacher; gradients reach both.</summary>
    public static torch.Tensor Loss(torch.Tensor student, torch.Tensor teacher, DistillationLoss kind, double temperature) => temperature * temperature * (kind switch
    {
        // Mean over samples and classes, as in the authors' code; a mean over samples only would be as many times larger as there are classes.
        DistillationLoss.KullbackLeibler => functional.kl_div(
            (student / temperature).log_softmax(1), (teacher / temperature).log_softmax(1), log_target: true),
        DistillationLoss.Cosine => -functional.cosine_similarity(student, teacher, dim: 1, eps: CosineEpsilon).mean(),
        DistillationLoss.MeanSquare => functional.mse_loss(student, teacher),
        _ => functional.smooth_l1_loss(student, teacher),
    });

    /// <summary>The logits of all heads of a network as one batch, [heads * N, classes], each divided by the number of heads.</summary>
    public static torch.Tensor Heads(torch.nn.Module network, torch.Tensor output)
    {
        if (network is not IDistilledStages { StageLogits: { Count: > 0 } stages })
            return output;
        return torch.cat([.. stages, output], 0) / (stages.Count + 1);
    }
}

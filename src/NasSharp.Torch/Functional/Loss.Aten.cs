namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            internal static partial class Aten
            {
                internal static readonly Operator CrossEntropy = new("aten::cross_entropy_loss");
                internal static readonly Operator NllLoss = new("aten::nll_loss_nd");
                internal static readonly Operator MseLoss = new("aten::mse_loss");
                internal static readonly Operator L1Loss = new("aten::l1_loss");
                internal static readonly Operator SmoothL1Loss = new("aten::smooth_l1_loss");
                internal static readonly Operator HuberLoss = new("aten::huber_loss");
                internal static readonly Operator BinaryCrossEntropy = new("aten::binary_cross_entropy");
                internal static readonly Operator BinaryCrossEntropyWithLogits = new("aten::binary_cross_entropy_with_logits");
                internal static readonly Operator KlDiv = new("aten::kl_div");
                internal static readonly Operator CosineEmbeddingLoss = new("aten::cosine_embedding_loss");
                internal static readonly Operator HingeEmbeddingLoss = new("aten::hinge_embedding_loss");
                internal static readonly Operator MarginRankingLoss = new("aten::margin_ranking_loss");
                internal static readonly Operator MultiMarginLoss = new("aten::multi_margin_loss");
                internal static readonly Operator MultiLabelMarginLoss = new("aten::multilabel_margin_loss");
                internal static readonly Operator SoftMarginLoss = new("aten::soft_margin_loss");
                internal static readonly Operator PoissonNllLoss = new("aten::poisson_nll_loss");
                internal static readonly Operator CtcLoss = new("aten::ctc_loss", "Tensor");
                internal static readonly Operator TripletMarginLoss = new("aten::triplet_margin_loss");
                internal static readonly Operator Minimum = new("aten::minimum");
                internal static readonly Operator ClampMin = new("aten::clamp_min");
                internal static readonly Operator ClampMinInPlace = new("aten::clamp_min_");
            }
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>1 - cos(x1, x2) where the target is 1, max(0, cos(x1, x2) - margin) where it is -1.</summary>
    public sealed class CosineEmbeddingLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal CosineEmbeddingLoss(double margin, torch.nn.Reduction reduction) : base(nameof(CosineEmbeddingLoss), reduction) => this.margin = margin;

        /// <summary>The margin, from -1 to 1.</summary>
        public double margin { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2, torch.Tensor target) =>
            torch.nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
    }

    /// <summary>x where the target is 1, max(0, margin - x) where it is -1.</summary>
    public sealed class HingeEmbeddingLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal HingeEmbeddingLoss(double margin, torch.nn.Reduction reduction) : base(nameof(HingeEmbeddingLoss), reduction) => this.margin = margin;

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.hinge_embedding_loss(input, target, margin, reduction);
    }

    /// <summary>max(0, -target · (x1 - x2) + margin).</summary>
    public sealed class MarginRankingLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal MarginRankingLoss(double margin, torch.nn.Reduction reduction) : base(nameof(MarginRankingLoss), reduction) => this.margin = margin;

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2, torch.Tensor target) =>
            torch.nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction);
    }

    /// <summary>max(0, d(anchor, positive) - d(anchor, negative) + margin).</summary>
    public sealed class TripletMarginLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal TripletMarginLoss(double margin, long p, double eps, bool swap, torch.nn.Reduction reduction)
            : base(nameof(TripletMarginLoss), reduction)
        {
            this.margin = margin;
            this.p = p;
            this.eps = eps;
            this.swap = swap;
        }

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <summary>The norm of the distance.</summary>
        public long p { get; }

        /// <summary>Added inside the norm.</summary>
        public double eps { get; }

        /// <summary>Whether the nearer of anchor and positive is held against the negative.</summary>
        public bool swap { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor anchor, torch.Tensor positive, torch.Tensor negative) =>
            torch.nn.functional.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction);
    }

    /// <summary>The triplet loss with a distance of one's own.</summary>
    public sealed class TripletMarginWithDistanceLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal TripletMarginWithDistanceLoss(Func<torch.Tensor, torch.Tensor, torch.Tensor>? distance, double margin, bool swap, torch.nn.Reduction reduction)
            : base(nameof(TripletMarginWithDistanceLoss), reduction)
        {
            this.distance = distance;
            this.margin = margin;
            this.swap = swap;
        }

        /// <summary>The distance; pairwise_distance when null.</summary>
        public Func<torch.Tensor, torch.Tensor, torch.Tensor>? distance { get; }

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <summary>Whether the nearer of anchor and positive is held against the negative.</summary>
        public bool swap { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor anchor, torch.Tensor positive, torch.Tensor negative) =>
            torch.nn.functional.triplet_margin_with_distance_loss(anchor, positive, negative, distance, margin, swap, reduction);
    }

    /// <summary>Connectionist temporal classification of log probabilities [T, N, C] (Graves et al. 2006).</summary>
    public sealed class CTCLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal CTCLoss(long blank, bool zero_infinity, torch.nn.Reduction reduction) : base(nameof(CTCLoss), reduction)
        {
            this.blank = blank;
            this.zero_infinity = zero_infinity;
        }

        /// <summary>The class that stands for nothing.</summary>
        public long blank { get; }

        /// <summary>Whether infinite losses become zero.</summary>
        public bool zero_infinity { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor log_probs, torch.Tensor targets, torch.Tensor input_lengths, torch.Tensor target_lengths) =>
            torch.nn.functional.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, zero_infinity, reduction);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>1 - cos(x1, x2) where the target is 1, max(0, cos(x1, x2) - margin) where it is -1.</summary>
            /// <param name="margin">The margin, from -1 to 1.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static CosineEmbeddingLoss CosineEmbeddingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <summary>x where the target is 1, max(0, margin - x) where it is -1.</summary>
            /// <param name="margin">The margin.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static HingeEmbeddingLoss HingeEmbeddingLoss(double margin = 1.0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <summary>max(0, -target · (x1 - x2) + margin).</summary>
            /// <param name="margin">The margin.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static MarginRankingLoss MarginRankingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                new(margin, reduction);

            /// <summary>max(0, d(anchor, positive) - d(anchor, negative) + margin).</summary>
            /// <param name="margin">The margin.</param>
            /// <param name="p">The norm of the distance.</param>
            /// <param name="eps">Added inside the norm.</param>
            /// <param name="swap">Whether the nearer of anchor and positive is held against the negative.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static TripletMarginLoss TripletMarginLoss(double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false,
                Reduction reduction = Reduction.Mean) =>
                new(margin, p, eps, swap, reduction);

            /// <summary>The triplet loss with a distance of one's own.</summary>
            /// <param name="distance">The distance; pairwise_distance when null.</param>
            /// <param name="margin">The margin.</param>
            /// <param name="swap">Whether the nearer of anchor and positive is held against the negative.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static TripletMarginWithDistanceLoss TripletMarginWithDistanceLoss(Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1.0,
                bool swap = false, Reduction reduction = Reduction.Mean) =>
                new(distance, margin, swap, reduction);

            /// <summary>Connectionist temporal classification of log probabilities [T, N, C] (Graves et al. 2006).</summary>
            /// <param name="blank">The class that stands for nothing.</param>
            /// <param name="zero_infinity">Whether infinite losses become zero.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static CTCLoss CTCLoss(long blank = 0, bool zero_infinity = false, Reduction reduction = Reduction.Mean) =>
                new(blank, zero_infinity, reduction);
        }
    }
}

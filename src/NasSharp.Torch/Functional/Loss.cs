namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of the losses of the elements.</summary>
        public enum Reduction : long
        {
            /// <summary>They are returned.</summary>
            None = 0,

            /// <summary>Their mean is returned.</summary>
            Mean = 1,

            /// <summary>Their sum is returned.</summary>
            Sum = 2,
        }

        public static partial class functional
        {
            /// <summary>Cross entropy of logits [N, C, ...] with class indices, int64 [N, ...], or class probabilities of the shape of the input.</summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Class indices or probabilities.</param>
            /// <param name="weight">A weight for each class, [C].</param>
            /// <param name="ignore_index">A class index whose elements count for nothing.</param>
            /// <param name="reduction">What becomes of the elements; the mean is weighted by the classes' weights.</param>
            /// <param name="label_smoothing">In [0, 1]: how much of the target is spread evenly over the classes.</param>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Aten.CrossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Negative log likelihood of log probabilities [N, C, ...] with class indices [N, ...].</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, long ignore_index = -100) =>
                Aten.NllLoss.Call(input, target, weight, (long)reduction, ignore_index);

            /// <summary>(x - y)².</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.MseLoss.Call(input, target, (long)reduction);

            /// <summary>|x - y|.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Aten.L1Loss.Call(input, target, (long)reduction);

            /// <summary>Quadratic within <paramref name="beta"/>, absolute beyond.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Aten.SmoothL1Loss.Call(input, target, (long)reduction, beta);

            /// <summary>Quadratic within <paramref name="delta"/>, delta-scaled absolute beyond.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Aten.HuberLoss.Call(input, target, (long)reduction, delta);

            /// <summary>Binary cross entropy of probabilities in [0, 1] with targets in [0, 1].</summary>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.BinaryCrossEntropy.Call(input, target, weight, (long)reduction);

            /// <summary>Binary cross entropy of logits with targets in [0, 1].</summary>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) =>
                Aten.BinaryCrossEntropyWithLogits.Call(input, target, weight, pos_weights, (long)reduction);

            /// <summary>
            /// Kullback-Leibler divergence of log probabilities from a target. The target holds logarithms unless <paramref name="log_target"/> is
            /// false: TorchSharp's default, not PyTorch's.
            /// </summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Aten.KlDiv.Call(input, target, (long)reduction, log_target);

            /// <summary>1 - cos(x1, x2) where the target is 1, max(0, cos(x1, x2) - margin) where it is -1.</summary>
            public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Aten.CosineEmbeddingLoss.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>x where the target is 1, max(0, margin - x) where it is -1.</summary>
            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Aten.HingeEmbeddingLoss.Call(input, target, margin, (long)reduction);

            /// <summary>max(0, -target · (x1 - x2) + margin).</summary>
            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Aten.MarginRankingLoss.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>Multi-class hinge loss with exponent <paramref name="p"/>, 1 or 2.</summary>
            public static Tensor multi_margin_loss(Tensor input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null,
                Reduction reduction = Reduction.Mean) =>
                Aten.MultiMarginLoss.Call(input, target, (Scalar)p, (Scalar)margin, weight, (long)reduction);

            /// <summary>Multi-label hinge loss; each row of the target lists classes and ends at the first -1.</summary>
            public static Tensor multi_label_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.MultiLabelMarginLoss.Call(input, target, (long)reduction);

            /// <summary>log(1 + exp(-target · x)), targets 1 and -1.</summary>
            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.SoftMarginLoss.Call(input, target, (long)reduction);

            /// <summary>Binary cross entropy of logits [N, C], averaged over the classes of each example.</summary>
            public static Tensor multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var losses = Aten.BinaryCrossEntropyWithLogits.Call(input, target, Arg.None, Arg.None, (long)Reduction.None);
                if (weight is not null)
                    losses *= weight;
                return Reduced(losses.mean([-1]), reduction).MoveToOuterDisposeScope();
            }

            /// <summary>Negative log likelihood of a Poisson distribution with the input as its mean, or as the logarithm of it.</summary>
            public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-8f,
                Reduction reduction = Reduction.Mean) =>
                Aten.PoissonNllLoss.Call(input, target, log_input, full, (double)eps, (long)reduction);

            /// <summary>Connectionist temporal classification of log probabilities [T, N, C].</summary>
            public static Tensor ctc_loss(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, long blank = 0,
                bool zero_infinity = false, Reduction reduction = Reduction.Mean) =>
                Aten.CtcLoss.Call(log_probs, targets, input_lengths, target_lengths, blank, (long)reduction, zero_infinity);

            /// <summary>max(0, d(anchor, positive) - d(anchor, negative) + margin) with the p-norm distance.</summary>
            public static Tensor triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, double margin = 1, long p = 2, double eps = 1e-6,
                bool swap = false, Reduction reduction = Reduction.Mean) =>
                Aten.TripletMarginLoss.Call(anchor, positive, negative, margin, (double)p, eps, swap, (long)reduction);

            /// <summary>The triplet loss with a distance of one's own; the pairwise distance when null.</summary>
            public static Tensor triplet_margin_with_distance_loss(Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor,
                Tensor>? distance = null,
                double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                var between = distance ?? ((x, y) => pairwise_distance(x, y));
                var near = between(anchor, positive);
                var far = between(anchor, negative);
                if (swap)
                    far = Aten.Minimum.Call(far, between(positive, negative));
                return Reduced(Aten.ClampMin.Call(near - far + margin, 0.0), reduction).MoveToOuterDisposeScope();
            }

            /// <summary>Negative log likelihood of a normal distribution with mean <paramref name="input"/> and the given variance.</summary>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-6f,
                Reduction reduction = Reduction.Mean)
            {
                using var scope = NewDisposeScope();
                if (variance.ndim == input.ndim - 1)
                    variance = variance.unsqueeze(-1);
                // The variance is held away from zero without touching its gradient.
                var clamped = variance.clone();
                using (no_grad())
                    Aten.ClampMinInPlace.CallInPlace(clamped, (double)eps);
                var error = input - target;
                var loss = 0.5 * (Aten.Log.Call(clamped) + error * error / clamped);
                if (full)
                    loss += 0.5 * Math.Log(2 * Math.PI);
                return Reduced(loss, reduction).MoveToOuterDisposeScope();
            }

            private static Tensor Reduced(Tensor losses, Reduction reduction) => reduction switch
            {
                Reduction.Mean => losses.mean(),
                Reduction.Sum => losses.sum(),
                _ => losses,
            };
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Cross entropy of logits [N, C, ...] with class indices, int64 [N, ...], or class probabilities.</summary>
    public sealed class CrossEntropyLoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal CrossEntropyLoss(torch.Tensor? weight, long? ignore_index, torch.nn.Reduction reduction, double label_smoothing)
            : base(nameof(CrossEntropyLoss), weight, reduction)
        {
            this.ignore_index = ignore_index;
            this.label_smoothing = label_smoothing;
        }

        /// <summary>A class index whose elements count for nothing.</summary>
        public long? ignore_index { get; }

        /// <summary>In [0, 1]: how much of the target is spread evenly over the classes.</summary>
        public double label_smoothing { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
    }

    /// <summary>Negative log likelihood of log probabilities [N, C, ...] with class indices [N, ...].</summary>
    public sealed class NLLLoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal NLLLoss(torch.Tensor? weight, torch.nn.Reduction reduction, long? ignore_index)
            : base(nameof(NLLLoss), weight, reduction) => this.ignore_index = ignore_index;

        /// <summary>A class index whose elements count for nothing.</summary>
        public long? ignore_index { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.nll_loss(input, target, weight, reduction, ignore_index ?? -100);
    }

    /// <summary>Binary cross entropy of probabilities.</summary>
    public sealed class BCELoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal BCELoss(torch.Tensor? weight, torch.nn.Reduction reduction) : base(nameof(BCELoss), weight, reduction)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.binary_cross_entropy(input, target, weight, reduction);
    }

    /// <summary>Binary cross entropy of logits.</summary>
    public sealed class BCEWithLogitsLoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal BCEWithLogitsLoss(torch.Tensor? weight, torch.nn.Reduction reduction, torch.Tensor? pos_weights)
            : base(nameof(BCEWithLogitsLoss), weight, reduction) => this.pos_weights = Keep("pos_weight", pos_weights?.alias());

        /// <summary>A factor for the positive examples of each class, broadcast.</summary>
        public torch.Tensor? pos_weights { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }

    /// <summary>Multi-class hinge loss of scores [N, C] with class indices [N].</summary>
    public sealed class MultiMarginLoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal MultiMarginLoss(int p, double margin, torch.Tensor? weight, torch.nn.Reduction reduction)
            : base(nameof(MultiMarginLoss), weight, reduction)
        {
            this.p = p;
            this.margin = margin;
        }

        /// <summary>The exponent, 1 or 2.</summary>
        public int p { get; }

        /// <summary>The margin.</summary>
        public double margin { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.multi_margin_loss(input, target, p, margin, weight, reduction);
    }

    /// <summary>Multi-label hinge loss; each row of the target lists classes and ends at the first -1.</summary>
    public sealed class MultiLabelMarginLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal MultiLabelMarginLoss(torch.nn.Reduction reduction) : base(nameof(MultiLabelMarginLoss), reduction)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.multi_label_margin_loss(input, target, reduction);
    }

    /// <summary>Binary cross entropy of logits [N, C], averaged over the classes of each example.</summary>
    public sealed class MultiLabelSoftMarginLoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal MultiLabelSoftMarginLoss(torch.Tensor? weight, torch.nn.Reduction reduction)
            : base(nameof(MultiLabelSoftMarginLoss), weight, reduction)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.multilabel_soft_margin_loss(input, target, weight, reduction);
    }

    /// <summary>log(1 + exp(-target · x)), targets 1 and -1.</summary>
    public sealed class SoftMarginLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal SoftMarginLoss(torch.nn.Reduction reduction) : base(nameof(SoftMarginLoss), reduction)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.soft_margin_loss(input, target, reduction);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Cross entropy of logits [N, C, ...] with class indices, int64 [N, ...], or class probabilities.</summary>
            /// <param name="weight">A weight for each class, [C].</param>
            /// <param name="ignore_index">A class index whose elements count for nothing.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            /// <param name="label_smoothing">In [0, 1]: how much of the target is spread evenly over the classes.</param>
            public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                new(weight, ignore_index, reduction, label_smoothing);

            /// <summary>Negative log likelihood of log probabilities [N, C, ...] with class indices [N, ...].</summary>
            /// <param name="weight">A weight for each class, [C].</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            /// <param name="ignore_index">A class index whose elements count for nothing.</param>
            public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, long? ignore_index = null) =>
                new(weight, reduction, ignore_index);

            /// <summary>Binary cross entropy of probabilities.</summary>
            /// <param name="weight">A factor for each element, broadcast.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(weight, reduction);

            /// <summary>Binary cross entropy of logits.</summary>
            /// <param name="weight">A factor for each element, broadcast.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            /// <param name="pos_weights">A factor for the positive examples of each class, broadcast.</param>
            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                new(weight, reduction, pos_weights);

            /// <summary>Multi-class hinge loss of scores [N, C] with class indices [N].</summary>
            /// <param name="p">The exponent, 1 or 2.</param>
            /// <param name="margin">The margin.</param>
            /// <param name="weight">A weight for each class, [C].</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static MultiMarginLoss MultiMarginLoss(int p = 1, double margin = 1.0, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(p, margin, weight, reduction);

            /// <summary>Multi-label hinge loss; each row of the target lists classes and ends at the first -1.</summary>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static MultiLabelMarginLoss MultiLabelMarginLoss(Reduction reduction = Reduction.Mean) =>
                new(reduction);

            /// <summary>Binary cross entropy of logits [N, C], averaged over the classes of each example.</summary>
            /// <param name="weight">A weight for each class, [C].</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static MultiLabelSoftMarginLoss MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(weight, reduction);

            /// <summary>log(1 + exp(-target · x)), targets 1 and -1.</summary>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static SoftMarginLoss SoftMarginLoss(Reduction reduction = Reduction.Mean) =>
                new(reduction);
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>(x - y)².</summary>
    public sealed class MSELoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal MSELoss(torch.nn.Reduction reduction) : base(nameof(MSELoss), reduction)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.mse_loss(input, target, reduction);
    }

    /// <summary>|x - y|.</summary>
    public sealed class L1Loss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal L1Loss(torch.nn.Reduction reduction) : base(nameof(L1Loss), reduction)
        {
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.l1_loss(input, target, reduction);
    }

    /// <summary>Quadratic within beta, absolute beyond.</summary>
    public sealed class SmoothL1Loss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal SmoothL1Loss(torch.nn.Reduction reduction, double beta) : base(nameof(SmoothL1Loss), reduction) => this.beta = beta;

        /// <summary>Where the two meet, not negative.</summary>
        public double beta { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.smooth_l1_loss(input, target, reduction, beta);
    }

    /// <summary>Quadratic within delta, delta-scaled absolute beyond.</summary>
    public sealed class HuberLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal HuberLoss(double delta, torch.nn.Reduction reduction) : base(nameof(HuberLoss), reduction) => this.delta = delta;

        /// <summary>Where the two meet, positive.</summary>
        public double delta { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.huber_loss(input, target, delta, reduction);
    }

    /// <summary>Negative log likelihood of a Poisson distribution.</summary>
    public sealed class PoissonNLLLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal PoissonNLLLoss(bool log_input, bool full, float eps, torch.nn.Reduction reduction)
            : base(nameof(PoissonNLLLoss), reduction)
        {
            this.log_input = log_input;
            this.full = full;
            this.eps = eps;
        }

        /// <summary>Whether the input is the logarithm of the mean.</summary>
        public bool log_input { get; }

        /// <summary>Whether Stirling's term is added.</summary>
        public bool full { get; }

        /// <summary>Keeps the logarithm finite when the input is the mean itself.</summary>
        public float eps { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
    }

    /// <summary>Kullback-Leibler divergence of log probabilities from a target.</summary>
    public sealed class KLDivLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal KLDivLoss(bool log_target, torch.nn.Reduction reduction) : base(nameof(KLDivLoss), reduction) => this.log_target = log_target;

        /// <summary>Whether the target holds logarithms: true by default, as in TorchSharp.</summary>
        public bool log_target { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            torch.nn.functional.kl_div(input, target, log_target, reduction);
    }

    /// <summary>Negative log likelihood of a normal distribution with a given variance.</summary>
    public sealed class GaussianNLLLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal GaussianNLLLoss(bool full, float eps, torch.nn.Reduction reduction) : base(nameof(GaussianNLLLoss), reduction)
        {
            this.full = full;
            this.eps = eps;
        }

        /// <summary>Whether the constant term is added.</summary>
        public bool full { get; }

        /// <summary>The least variance.</summary>
        public float eps { get; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target, torch.Tensor variance) =>
            torch.nn.functional.gaussian_nll_loss(input, target, variance, full, eps, reduction);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>(x - y)².</summary>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) =>
                new(reduction);

            /// <summary>|x - y|.</summary>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) =>
                new(reduction);

            /// <summary>Quadratic within beta, absolute beyond.</summary>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            /// <param name="beta">Where the two meet, not negative.</param>
            public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                new(reduction, beta);

            /// <summary>Quadratic within delta, delta-scaled absolute beyond.</summary>
            /// <param name="delta">Where the two meet, positive.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                new(delta, reduction);

            /// <summary>Negative log likelihood of a Poisson distribution.</summary>
            /// <param name="log_input">Whether the input is the logarithm of the mean.</param>
            /// <param name="full">Whether Stirling's term is added.</param>
            /// <param name="eps">Keeps the logarithm finite when the input is the mean itself.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static PoissonNLLLoss PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) =>
                new(log_input, full, eps, reduction);

            /// <summary>Kullback-Leibler divergence of log probabilities from a target.</summary>
            /// <param name="log_target">Whether the target holds logarithms: true by default, as in TorchSharp.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) =>
                new(log_target, reduction);

            /// <summary>Negative log likelihood of a normal distribution with a given variance.</summary>
            /// <param name="full">Whether the constant term is added.</param>
            /// <param name="eps">The least variance.</param>
            /// <param name="reduction">What becomes of the losses of the elements.</param>
            public static GaussianNLLLoss GaussianNLLLoss(bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) =>
                new(full, eps, reduction);
        }
    }
}

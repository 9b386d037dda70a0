using NasSharp.Torch.Modules;

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Gradient descent divided by a running root mean square of the gradients.</summary>
            /// <param name="parameters">The parameters to update.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="alpha">Decay of the running mean of squared gradients; in [0, 1].</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="momentum">Factor of the previous update; at least 0.</param>
            /// <param name="centered">Whether to divide by the running standard deviation instead.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
                double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <summary>Gradient descent divided by a running root mean square of the gradients.</summary>
            /// <param name="parameters">The parameters to update; the names are the keys of the saved state.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="alpha">Decay of the running mean of squared gradients; in [0, 1].</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="momentum">Factor of the previous update; at least 0.</param>
            /// <param name="centered">Whether to divide by the running standard deviation instead.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static RMSProp RMSProp(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
                double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <summary>Gradient descent divided by a running root mean square of the gradients.</summary>
            /// <param name="parameters">Groups of parameters; settings that a group leaves out are those given here.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="alpha">Decay of the running mean of squared gradients; in [0, 1].</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="momentum">Factor of the previous update; at least 0.</param>
            /// <param name="centered">Whether to divide by the running standard deviation instead.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static RMSProp RMSProp(IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
                double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}

namespace NasSharp.Torch.Modules
{
    /// <summary>Gradient descent divided by a running root mean square of the gradients. (Hinton, lecture 6e; centered: Graves 2013)</summary>
    public sealed class RMSProp : torch.optim.Optimizer
    {
        /// <summary>Makes the optimizer over parameters; the arguments are those of <c>torch.optim.RMSProp</c>.</summary>
        public RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        /// <summary>Makes the optimizer over named parameters; the arguments are those of <c>torch.optim.RMSProp</c>.</summary>
        public RMSProp(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
            double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        /// <summary>Makes the optimizer over groups; settings that a group leaves out are those given here.</summary>
        public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0, bool centered = false, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr,
                    alpha = alpha,
                    eps = eps,
                    weight_decay = weight_decay,
                    momentum = momentum,
                    centered = centered,
                    maximize = maximize,
                },
                parameters)
        {
        }

        /// <inheritdoc/>
        protected override void Update(Modules.ParamGroup group, ParameterBatch batch)
        {
            var o = (Options)group.Settled;
            var p = batch.Parameters;
            var g = o.maximize == true ? torch.Ops.ForeachNeg.CallMany(batch.Gradients) : batch.Gradients;
            if (o.weight_decay != 0)
                g = torch.Ops.ForeachAddList.CallMany(g, p, o.weight_decay);
            batch.CountStep();
            var square = batch.Slot("square_avg", Zeros);
            torch.Ops.ForeachMulScalarInPlace.CallVoid(square, o.alpha);
            torch.Ops.ForeachAddcmulInPlace.CallVoid(square, g, g, 1 - o.alpha);
            var denominator = o.centered == true ? Deviation(o, batch, g, square) : torch.Ops.ForeachSqrt.CallMany(square);
            torch.Ops.ForeachAddScalarInPlace.CallVoid(denominator, o.eps);
            if (o.momentum > 0)
            {
                var buffer = batch.Slot("momentum_buffer", Zeros);
                torch.Ops.ForeachMulScalarInPlace.CallVoid(buffer, o.momentum);
                torch.Ops.ForeachAddcdivInPlace.CallVoid(buffer, g, denominator, 1.0);
                torch.Ops.ForeachAddListInPlace.CallVoid(p, buffer, -o.LearningRate);
            }
            else
            {
                torch.Ops.ForeachAddcdivInPlace.CallVoid(p, g, denominator, -o.LearningRate);
            }
        }

        // sqrt(mean(g^2) - mean(g)^2)
        private static torch.Tensor[] Deviation(Options o, ParameterBatch batch, torch.Tensor[] g, torch.Tensor[] square)
        {
            var mean = batch.Slot("grad_avg", Zeros);
            torch.Ops.ForeachMulScalarInPlace.CallVoid(mean, o.alpha);
            torch.Ops.ForeachAddListInPlace.CallVoid(mean, g, 1 - o.alpha);
            var variance = torch.Ops.ForeachMulList.CallMany(mean, mean);
            torch.Ops.ForeachMulScalarInPlace.CallVoid(variance, -1.0);
            torch.Ops.ForeachAddListInPlace.CallVoid(variance, square);
            torch.Ops.ForeachSqrtInPlace.CallVoid(variance);
            return variance;
        }

        private static torch.Tensor Zeros(torch.Tensor parameter) => torch.zeros_like(parameter);

        /// <summary>The settings of RMSProp.</summary>
        public sealed class Options : OptimizerOptions
        {
            /// <summary>Decay of the running mean of squared gradients; in [0, 1].</summary>
            public double? alpha { get => Number(); set => Put(value); }

            /// <summary>Added to the denominator; at least 0.</summary>
            public double? eps { get => Number(); set => Put(value); }

            /// <summary>Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</summary>
            public double? weight_decay { get => Number(); set => Put(value); }

            /// <summary>Factor of the previous update; at least 0.</summary>
            public double? momentum { get => Number(); set => Put(value); }

            /// <summary>Whether to divide by the running standard deviation instead.</summary>
            public bool? centered { get => Flag(); set => PutFlag(value); }

            /// <summary>Whether to climb instead of descend.</summary>
            public bool? maximize { get => Flag(); set => PutFlag(value); }

            internal override double? CycledMomentum
            {
                get => momentum;
                set => momentum = value;
            }

            /// <inheritdoc/>
            protected internal override void Validate()
            {
                Require(LearningRate, nameof(LearningRate));
                Require(alpha, nameof(alpha));
                Require(eps, nameof(eps));
                Require(momentum, nameof(momentum));
                Require(weight_decay, nameof(weight_decay));
            }
        }

        /// <summary>Parameters with settings of their own.</summary>
        public sealed class ParamGroup : ParamGroup<Options>
        {
            /// <summary>Makes an empty group, to be filled through its properties.</summary>
            public ParamGroup()
            {
            }

            /// <summary>Makes a group; settings that are null take the optimizer's values.</summary>
            public ParamGroup(IEnumerable<Parameter> parameters, Options? options = null) : base(parameters, options)
            {
            }

            /// <summary>Makes a group of named parameters; settings that are null take the optimizer's values.</summary>
            public ParamGroup(IEnumerable<(string name, Parameter parameter)> parameters, Options? options = null) : base(parameters, options)
            {
            }
        }
    }
}

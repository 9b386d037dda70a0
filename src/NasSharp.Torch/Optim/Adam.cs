using NasSharp.Torch.Modules;

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam, with weight decay as an L2 penalty.</summary>
            /// <param name="parameters">The parameters to update.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="beta1">Decay of the running mean of gradients; in [0, 1).</param>
            /// <param name="beta2">Decay of the running mean of squared gradients; in [0, 1).</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="amsgrad">Whether to divide by the largest second moment so far (Reddi et al. 2018).</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>Adam, with weight decay as an L2 penalty.</summary>
            /// <param name="parameters">The parameters to update; the names are the keys of the saved state.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="beta1">Decay of the running mean of gradients; in [0, 1).</param>
            /// <param name="beta2">Decay of the running mean of squared gradients; in [0, 1).</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="amsgrad">Whether to divide by the largest second moment so far (Reddi et al. 2018).</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>Adam, with weight decay as an L2 penalty.</summary>
            /// <param name="parameters">Groups of parameters; settings that a group leaves out are those given here.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="beta1">Decay of the running mean of gradients; in [0, 1).</param>
            /// <param name="beta2">Decay of the running mean of squared gradients; in [0, 1).</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="amsgrad">Whether to divide by the largest second moment so far (Reddi et al. 2018).</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}

namespace NasSharp.Torch.Modules
{
    /// <summary>Adam, with weight decay as an L2 penalty. (Kingma and Ba 2015)</summary>
    public sealed class Adam : torch.optim.Optimizer
    {
        /// <summary>Makes the optimizer over parameters; the arguments are those of <c>torch.optim.Adam</c>.</summary>
        public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <summary>Makes the optimizer over named parameters; the arguments are those of <c>torch.optim.Adam</c>.</summary>
        public Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <summary>Makes the optimizer over groups; settings that a group leaves out are those given here.</summary>
        public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr,
                    beta1 = beta1,
                    beta2 = beta2,
                    eps = eps,
                    weight_decay = weight_decay,
                    amsgrad = amsgrad,
                    maximize = maximize,
                },
                parameters)
        {
        }

        /// <inheritdoc/>
        protected override void Update(Modules.ParamGroup group, ParameterBatch batch)
        {
            var o = (Options)group.Settled;
            var g = o.maximize == true ? torch.Ops.ForeachNeg.CallMany(batch.Gradients) : batch.Gradients;
            if (o.weight_decay != 0)
                g = torch.Ops.ForeachAddList.CallMany(g, batch.Parameters, o.weight_decay);
            AdamMoments.Apply(batch, g, o.LearningRate!.Value, o.beta1!.Value, o.beta2!.Value, o.eps!.Value, o.amsgrad == true);
        }

        /// <summary>The settings of Adam.</summary>
        public sealed class Options : OptimizerOptions
        {
            /// <summary>Decay of the running mean of gradients; in [0, 1).</summary>
            public double? beta1 { get => Number(); set => Put(value); }

            /// <summary>Decay of the running mean of squared gradients; in [0, 1).</summary>
            public double? beta2 { get => Number(); set => Put(value); }

            /// <summary>Added to the denominator; at least 0.</summary>
            public double? eps { get => Number(); set => Put(value); }

            /// <summary>Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</summary>
            public double? weight_decay { get => Number(); set => Put(value); }

            /// <summary>Whether to divide by the largest second moment so far (Reddi et al. 2018).</summary>
            public bool? amsgrad { get => Flag(); set => PutFlag(value); }

            /// <summary>Whether to climb instead of descend.</summary>
            public bool? maximize { get => Flag(); set => PutFlag(value); }

            internal override double? CycledMomentum
            {
                get => beta1;
                set => beta1 = value;
            }

            /// <inheritdoc/>
            protected internal override void Validate()
            {
                Require(LearningRate, nameof(LearningRate));
                Require(beta1, nameof(beta1), bound: 1);
                Require(beta2, nameof(beta2), bound: 1);
                Require(eps, nameof(eps));
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

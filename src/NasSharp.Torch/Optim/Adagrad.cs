using NasSharp.Torch.Modules;

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Gradient descent divided by the root of the sum of squared gradients.</summary>
            /// <param name="parameters">The parameters to update.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="lr_decay">The step length is divided by one plus this times the number of earlier steps; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="initial_accumulator_value">What the sums of squares start from; at least 0.</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static Adagrad Adagrad(IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize);

            /// <summary>Gradient descent divided by the root of the sum of squared gradients.</summary>
            /// <param name="parameters">The parameters to update; the names are the keys of the saved state.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="lr_decay">The step length is divided by one plus this times the number of earlier steps; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="initial_accumulator_value">What the sums of squares start from; at least 0.</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static Adagrad Adagrad(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-2, double lr_decay = 0,
                double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize);

            /// <summary>Gradient descent divided by the root of the sum of squared gradients.</summary>
            /// <param name="parameters">Groups of parameters; settings that a group leaves out are those given here.</param>
            /// <param name="lr">Step length; at least 0.</param>
            /// <param name="lr_decay">The step length is divided by one plus this times the number of earlier steps; at least 0.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="initial_accumulator_value">What the sums of squares start from; at least 0.</param>
            /// <param name="eps">Added to the denominator; at least 0.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static Adagrad Adagrad(IEnumerable<Adagrad.ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize);
        }
    }
}

namespace NasSharp.Torch.Modules
{
    /// <summary>Gradient descent divided by the root of the sum of squared gradients. (Duchi et al. 2011)</summary>
    public sealed class Adagrad : torch.optim.Optimizer
    {
        /// <summary>Makes the optimizer over parameters; the arguments are those of <c>torch.optim.Adagrad</c>.</summary>
        public Adagrad(IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0,
            double eps = 1e-10, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize)
        {
        }

        /// <summary>Makes the optimizer over named parameters; the arguments are those of <c>torch.optim.Adagrad</c>.</summary>
        public Adagrad(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, lr_decay, weight_decay, initial_accumulator_value, eps, maximize)
        {
        }

        /// <summary>Makes the optimizer over groups; settings that a group leaves out are those given here.</summary>
        public Adagrad(IEnumerable<ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = lr,
                    lr_decay = lr_decay,
                    weight_decay = weight_decay,
                    initial_accumulator_value = initial_accumulator_value,
                    eps = eps,
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
            batch.CountStep();
            var sum = batch.Slot("sum", p => torch.full_like(p, o.initial_accumulator_value!.Value));
            torch.Ops.ForeachAddcmulInPlace.CallVoid(sum, g, g, 1.0);
            var root = torch.Ops.ForeachSqrt.CallMany(sum);
            torch.Ops.ForeachAddScalarInPlace.CallVoid(root, o.eps);
            var rates = Array.ConvertAll(batch.States, s => -o.LearningRate!.Value / (1 + ((s.step - 1) * o.lr_decay!.Value)));
            torch.Ops.ForeachAddcdivScalarListInPlace.CallVoid(batch.Parameters, g, root, rates);
        }

        /// <summary>The settings of Adagrad.</summary>
        public sealed class Options : OptimizerOptions
        {
            /// <summary>The step length is divided by one plus this times the number of earlier steps; at least 0.</summary>
            public double? lr_decay { get => Number(); set => Put(value); }

            /// <summary>Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</summary>
            public double? weight_decay { get => Number(); set => Put(value); }

            /// <summary>What the sums of squares start from; at least 0.</summary>
            public double? initial_accumulator_value { get => Number(); set => Put(value); }

            /// <summary>Added to the denominator; at least 0.</summary>
            public double? eps { get => Number(); set => Put(value); }

            /// <summary>Whether to climb instead of descend.</summary>
            public bool? maximize { get => Flag(); set => PutFlag(value); }

            /// <inheritdoc/>
            protected internal override void Validate()
            {
                Require(LearningRate, nameof(LearningRate));
                Require(lr_decay, nameof(lr_decay));
                Require(initial_accumulator_value, nameof(initial_accumulator_value));
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

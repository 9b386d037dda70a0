using NasSharp.Torch.Modules;

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Stochastic gradient descent with momentum, dampening, Nesterov momentum and weight decay.</summary>
            /// <param name="parameters">The parameters to update.</param>
            /// <param name="learningRate">Step length; at least 0.</param>
            /// <param name="momentum">Factor of the previous update; at least 0.</param>
            /// <param name="dampening">Part of the gradient that momentum leaves out.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="nesterov">Whether to look ahead along the momentum; needs a momentum and no dampening.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <summary>Stochastic gradient descent with momentum, dampening, Nesterov momentum and weight decay.</summary>
            /// <param name="parameters">The parameters to update; the names are the keys of the saved state.</param>
            /// <param name="learningRate">Step length; at least 0.</param>
            /// <param name="momentum">Factor of the previous update; at least 0.</param>
            /// <param name="dampening">Part of the gradient that momentum leaves out.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="nesterov">Whether to look ahead along the momentum; needs a momentum and no dampening.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <summary>Stochastic gradient descent with momentum, dampening, Nesterov momentum and weight decay.</summary>
            /// <param name="parameters">Groups of parameters; settings that a group leaves out are those given here.</param>
            /// <param name="learningRate">Step length; at least 0.</param>
            /// <param name="momentum">Factor of the previous update; at least 0.</param>
            /// <param name="dampening">Part of the gradient that momentum leaves out.</param>
            /// <param name="weight_decay">Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</param>
            /// <param name="nesterov">Whether to look ahead along the momentum; needs a momentum and no dampening.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}

namespace NasSharp.Torch.Modules
{
    /// <summary>Stochastic gradient descent with momentum, dampening, Nesterov momentum and weight decay. (Sutskever et al. 2013)</summary>
    public sealed class SGD : torch.optim.Optimizer
    {
        /// <summary>Makes the optimizer over parameters; the arguments are those of <c>torch.optim.SGD</c>.</summary>
        public SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : this([new ParamGroup(parameters)], learningRate, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        /// <summary>Makes the optimizer over named parameters; the arguments are those of <c>torch.optim.SGD</c>.</summary>
        public SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
            double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : this([new ParamGroup(parameters)], learningRate, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        /// <summary>Makes the optimizer over groups; settings that a group leaves out are those given here.</summary>
        public SGD(IEnumerable<ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : base(
                new Options
                {
                    LearningRate = learningRate,
                    momentum = momentum,
                    dampening = dampening,
                    weight_decay = weight_decay,
                    nesterov = nesterov,
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
            var g = batch.Gradients;
            if (o.weight_decay != 0)
                g = torch.Ops.ForeachAddList.CallMany(g, p, o.weight_decay);
            if (o.momentum != 0)
                g = AddMomentum(o, batch, g);
            batch.CountStep();
            torch.Ops.ForeachAddListInPlace.CallVoid(p, g, o.maximize == true ? o.LearningRate : -o.LearningRate);
        }

        private static torch.Tensor[] AddMomentum(Options o, ParameterBatch batch, torch.Tensor[] g)
        {
            // A parameter's first buffer is its first gradient, undampened; the others decay.
            var buffers = new torch.Tensor[g.Length];
            var (old, oldGradients) = (new List<torch.Tensor>(g.Length), new List<torch.Tensor>(g.Length));
            for (var i = 0; i < g.Length; i++)
            {
                if (batch.States[i].Tensors.TryGetValue("momentum_buffer", out var buffer))
                {
                    old.Add(buffer);
                    oldGradients.Add(g[i]);
                }
                else
                {
                    var gradient = g[i];
                    buffer = batch.States[i].GetOrAdd("momentum_buffer", () => gradient.clone());
                }
                buffers[i] = buffer;
            }
            if (old.Count > 0)
            {
                torch.Tensor[] decaying = [.. old];
                torch.Ops.ForeachMulScalarInPlace.CallVoid(decaying, o.momentum);
                torch.Ops.ForeachAddListInPlace.CallVoid(decaying, oldGradients.ToArray(), 1 - o.dampening);
            }
            return o.nesterov == true ? torch.Ops.ForeachAddList.CallMany(g, buffers, o.momentum) : buffers;
        }

        /// <summary>The settings of SGD.</summary>
        public sealed class Options : OptimizerOptions
        {
            /// <summary>Factor of the previous update; at least 0.</summary>
            public double? momentum { get => Number(); set => Put(value); }

            /// <summary>Part of the gradient that momentum leaves out.</summary>
            public double? dampening { get => Number(); set => Put(value); }

            /// <summary>Factor of the parameter that is added to the gradient (L2 penalty); at least 0.</summary>
            public double? weight_decay { get => Number(); set => Put(value); }

            /// <summary>Whether to look ahead along the momentum; needs a momentum and no dampening.</summary>
            public bool? nesterov { get => Flag(); set => PutFlag(value); }

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
                Require(momentum, nameof(momentum));
                Require(weight_decay, nameof(weight_decay));
                if (nesterov == true && !(momentum > 0 && dampening == 0))
                    throw new ArgumentException($"nesterov needs a momentum above 0 and no dampening; momentum is {momentum}, dampening {dampening}");
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

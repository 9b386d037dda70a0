namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Overwrites the elements with uniform random numbers in [from, to).</summary>
        public Tensor uniform_(double from = 0, double to = 1, Generator? generator = null) => Ops.UniformInPlace.CallInPlace(this, from, to, generator);

        /// <summary>Overwrites the elements with normal random numbers.</summary>
        public Tensor normal_(double mean = 0, double stddev = 1, Generator? generator = null) =>
            Ops.NormalInPlace.CallInPlace(this, mean, stddev, generator);

        /// <summary>Overwrites the elements with exponential random numbers of a rate.</summary>
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Ops.ExponentialInPlace.CallInPlace(this, lambda, generator);

        /// <summary>Overwrites the elements with numbers whose logarithm is normal.</summary>
        public Tensor log_normal_(double mean = 1, double stddev = 2, Generator? generator = null) =>
            Ops.LogNormalInPlace.CallInPlace(this, mean, stddev, generator);

        /// <summary>Overwrites the elements with Cauchy random numbers.</summary>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) =>
            Ops.CauchyInPlace.CallInPlace(this, median, sigma, generator);

        /// <summary>Overwrites the elements with the number of trials until the first success.</summary>
        public Tensor geometric_(double p, Generator? generator = null) => Ops.GeometricInPlace.CallInPlace(this, p, generator);

        /// <summary>Overwrites the elements with 1, with probability p, or 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Ops.BernoulliFloatInPlace.CallInPlace(this, p, generator);

        /// <summary>Overwrites the elements with 1, with a probability each, or 0.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Ops.BernoulliTensorInPlace.CallInPlace(this, p, generator);

        /// <summary>Overwrites the elements with random whole numbers in [from, to).</summary>
        public Tensor random_(long from, long to, Generator? generator = null) => Ops.RandomFromInPlace.CallInPlace(this, from, to, generator);

        /// <summary>1 with the probability that each element gives, or 0.</summary>
        public Tensor bernoulli(Generator? generator = null) => Ops.Bernoulli.Call(this, generator);

        /// <summary>Positions drawn with probabilities in proportion to the elements of each row.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Ops.Multinomial.Call(this, num_samples, replacement, generator);

        /// <summary>Poisson random numbers with the elements as rates.</summary>
        public Tensor poisson(Generator? generator = null) => Ops.Poisson.Call(this, generator);

        /// <summary>Uniform random numbers in [0, 1) in the shape, type and place of this tensor.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.rand_like(this, dtype, device).With(requires_grad);

        /// <summary>Standard normal random numbers in the shape, type and place of this tensor.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.randn_like(this, dtype, device).With(requires_grad);
    }

    /// <summary>1 with the probability that each element gives, or 0.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    /// <summary>Positions drawn with probabilities in proportion to the elements of each row.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    /// <summary>Poisson random numbers with the elements as rates.</summary>
    public static Tensor poisson(Tensor input, Generator? generator = null) => input.poisson(generator);

    /// <summary>Normal random numbers with a mean and a deviation each.</summary>
    public static Tensor normal(Tensor means, Tensor stddev, Generator? generator = null) => Ops.NormalTensorTensor.Call(means, stddev, generator);

    /// <summary>Random whole numbers in [low, high) with the shape and type of another tensor.</summary>
    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null) =>
        Ops.RandintLikeLowDtype.Call(input, low, high, dtype, Arg.None, device);

    internal static partial class Ops
    {
        internal static readonly Operator UniformInPlace = new("aten::uniform_");
        internal static readonly Operator NormalInPlace = new("aten::normal_");
        internal static readonly Operator ExponentialInPlace = new("aten::exponential_");
        internal static readonly Operator LogNormalInPlace = new("aten::log_normal_");
        internal static readonly Operator CauchyInPlace = new("aten::cauchy_");
        internal static readonly Operator GeometricInPlace = new("aten::geometric_");
        internal static readonly Operator BernoulliFloatInPlace = new("aten::bernoulli_", "float");
        internal static readonly Operator BernoulliTensorInPlace = new("aten::bernoulli_", "Tensor");
        internal static readonly Operator RandomFromInPlace = new("aten::random_", "from");
        internal static readonly Operator Bernoulli = new("aten::bernoulli");
        internal static readonly Operator Multinomial = new("aten::multinomial");
        internal static readonly Operator Poisson = new("aten::poisson");
        internal static readonly Operator NormalTensorTensor = new("aten::normal", "Tensor_Tensor");
        internal static readonly Operator RandintLikeLowDtype = new("aten::randint_like", "low_dtype");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Initial values for parameters. Each function fills a tensor in place, outside autograd, with the random numbers that PyTorch draws,
        /// so that the same seed gives the same weights.
        /// </summary>
        public static partial class init
        {
            /// <summary>Which side of a layer keeps its variance.</summary>
            public enum FanInOut
            {
                /// <summary>The inputs: variance is kept in forward.</summary>
                FanIn = 0,

                /// <summary>The outputs: variance is kept in backward.</summary>
                FanOut = 1,
            }

            /// <summary>What follows a layer; decides the gain.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing: gain 1.</summary>
                Linear = 0,

                /// <summary>A 1-d convolution: gain 1.</summary>
                Conv1D = 1,

                /// <summary>A 2-d convolution: gain 1.</summary>
                Conv2D = 2,

                /// <summary>A 3-d convolution: gain 1.</summary>
                Conv3D = 3,

                /// <summary>A 1-d transposed convolution: gain 1.</summary>
                ConvTranspose1D = 4,

                /// <summary>A 2-d transposed convolution: gain 1.</summary>
                ConvTranspose2D = 5,

                /// <summary>A 3-d transposed convolution: gain 1.</summary>
                ConvTranspose3D = 6,

                /// <summary>Sigmoid: gain 1.</summary>
                Sigmoid = 7,

                /// <summary>Tanh: gain 5/3.</summary>
                Tanh = 8,

                /// <summary>ReLU: gain √2.</summary>
                ReLU = 9,

                /// <summary>Leaky ReLU with slope a: gain √(2 / (1 + a²)).</summary>
                LeakyReLU = 10,

                /// <summary>SELU: gain 3/4.</summary>
                SELU = 11,
            }

            /// <summary>The factor that makes up for the shrinking of variance by a non-linearity.</summary>
            /// <param name="nonlinearity">What follows the layer.</param>
            /// <param name="param">The negative slope of a leaky ReLU; 0.01 when null.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double? param = null) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2.0),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param ?? 0.01) * (param ?? 0.01))),
                NonlinearityType.SELU => 3.0 / 4,
                _ => 1,
            };

            /// <summary>Inputs and outputs of one element of a layer with this weight, at least two-dimensional: [out, in, kernel...].</summary>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException($"fan in and fan out need a weight with at least 2 dimensions, found {tensor.Describe()}");
                var receptiveField = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * receptiveField, shape[0] * receptiveField);
            }

            /// <summary>Uniform in [low, high).</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using (no_grad())
                    return Aten.Uniform.CallInPlace(tensor, low, high, generator);
            }

            /// <summary>Normal with a mean and a standard deviation.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using (no_grad())
                    return Aten.Normal.CallInPlace(tensor, mean, std, generator);
            }

            /// <summary>Normal, cut to [a, b] by the inverse of the distribution function.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                using (no_grad())
                {
                    var low = NormalDistribution((a - mean) / std);
                    var high = NormalDistribution((b - mean) / std);
                    Aten.Uniform.CallInPlace(tensor, 2 * low - 1, 2 * high - 1, generator);
                    Aten.ErfInv.CallInPlace(tensor);
                    tensor.mul_(std * Math.Sqrt(2.0));
                    tensor.add_(mean);
                    return Aten.Clamp.CallInPlace(tensor, a, b);
                }
            }

            /// <summary>One value everywhere.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using (no_grad())
                    return tensor.fill_(val);
            }

            /// <summary>Ones everywhere.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1.0);

            /// <summary>Zeros everywhere.</summary>
            public static Tensor zeros_(Tensor tensor)
            {
                using (no_grad())
                    return tensor.zero_();
            }

            /// <summary>Glorot and Bengio 2010, uniform: bound gain · √(6 / (fan in + fan out)).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1, Generator? generator = null)
            {
                var bound = Math.Sqrt(3.0) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound, generator);
            }

            /// <summary>Glorot and Bengio 2010, normal: standard deviation gain · √(2 / (fan in + fan out)).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1, Generator? generator = null) =>
                normal_(tensor, 0, XavierDeviation(tensor, gain), generator);

            /// <summary>He et al. 2015, uniform: bound gain · √(3 / fan).</summary>
            /// <param name="tensor">The weight, [out, in, kernel...].</param>
            /// <param name="a">The negative slope of the leaky ReLU that follows; used with that non-linearity only.</param>
            /// <param name="mode">Which fan.</param>
            /// <param name="nonlinearity">What follows the layer.</param>
            /// <param name="generator">The source of random numbers; the default one when null.</param>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU, Generator? generator = null)
            {
                if (tensor.numel() == 0)
                    return tensor;
                var bound = Math.Sqrt(3.0) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound, generator);
            }

            /// <summary>He et al. 2015, normal: standard deviation gain / √fan.</summary>
            /// <param name="tensor">The weight, [out, in, kernel...].</param>
            /// <param name="a">The negative slope of the leaky ReLU that follows; used with that non-linearity only.</param>
            /// <param name="mode">Which fan.</param>
            /// <param name="nonlinearity">What follows the layer.</param>
            /// <param name="generator">The source of random numbers; the default one when null.</param>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU, Generator? generator = null) =>
                tensor.numel() == 0 ? tensor : normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity), generator);

            /// <summary>What Linear and the convolutions start from: Kaiming-uniform with a = √5, and a bias uniform within 1 / √(fan in).</summary>
            internal static void LayerDefaults(Tensor weight, Tensor? bias)
            {
                kaiming_uniform_(weight, Math.Sqrt(5));
                var fanIn = CalculateFanInAndFanOut(weight).fanIn;
                if (bias is null || fanIn == 0)
                    return;
                var bound = 1 / Math.Sqrt(fanIn);
                uniform_(bias, -bound, bound);
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double NormalDistribution(double x)
            {
                using var scope = NewDisposeScope();
                return (1 + Aten.Erf.Call(tensor(x / Math.Sqrt(2.0), ScalarType.Float64)).item<double>()) / 2;
            }

            internal static partial class Aten
            {
                internal static readonly Operator Uniform = new("aten::uniform_");
                internal static readonly Operator Normal = new("aten::normal_");
                internal static readonly Operator ErfInv = new("aten::erfinv_");
                internal static readonly Operator Erf = new("aten::erf");
                internal static readonly Operator Clamp = new("aten::clamp_");
            }
        }
    }
}

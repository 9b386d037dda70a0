namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>The identity matrix, as far as a matrix that need not be square has room for it.</summary>
            public static Tensor eye_(Tensor tensor)
            {
                RequireMatrix(tensor, nameof(eye_));
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                return tensor.copy_(Aten.Eye.Call(tensor.size(0), tensor.size(1), tensor.dtype, Arg.None, tensor.device));
            }

            /// <summary>A convolution weight that passes as many channels through as possible, in each group.</summary>
            public static Tensor dirac_(Tensor tensor, long groups = 1)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5 || shape[0] % groups != 0)
                    throw new ArgumentException($"dirac_ takes a convolution weight whose outputs are divisible by {groups}, found {tensor.Describe()}");
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                tensor.zero_();
                var outputs = shape[0] / groups;
                for (var channel = 0L; channel < shape[0]; channel++)
                {
                    var input = channel % outputs;
                    if (input >= shape[1])
                        continue;
                    var kernel = tensor.select(0, channel).select(0, input);
                    foreach (var size in shape[2..])
                        kernel = kernel.select(0, size / 2);
                    kernel.fill_(1);
                }
                return tensor;
            }

            /// <summary>A matrix with orthogonal rows or columns (Saxe et al. 2014), times <paramref name="gain"/>; more dimensions count as columns.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1, Generator? generator = null)
            {
                if (tensor.ndim < 2)
                    throw new ArgumentException($"orthogonal_ takes at least 2 dimensions, found {tensor.Describe()}");
                if (tensor.numel() == 0)
                    return tensor;
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                var rows = tensor.size(0);
                var columns = tensor.numel() / rows;
                var random = Aten.Normal.CallInPlace(empty([rows, columns], tensor.dtype, tensor.device), 0.0, 1.0, generator);
                var (q, r) = Aten.Qr.Call2(rows < columns ? random.t() : random);
                // The signs make the distribution uniform over the orthogonal group (Mezzadri 2007).
                q *= Aten.Sign.Call(Aten.Diagonal.Call(r));
                tensor.copy_((rows < columns ? q.t() : q).reshape(tensor.shape));
                return tensor.mul_(gain);
            }

            /// <summary>A matrix of normal numbers in each column of which a part is zero (Martens 2010).</summary>
            /// <param name="tensor">The matrix.</param>
            /// <param name="sparsity">The part of each column that is zero, in [0, 1].</param>
            /// <param name="std">The standard deviation of the rest.</param>
            /// <param name="generator">The source of random numbers; the default one when null.</param>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01, Generator? generator = null)
            {
                RequireMatrix(tensor, nameof(sparse_));
                var rows = tensor.size(0);
                var zeros = (long)Math.Ceiling(sparsity * rows);
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                normal_(tensor, 0, std, generator);
                for (var column = 0L; column < tensor.size(1); column++)
                {
                    var chosen = randperm(rows, generator: generator).narrow(0, 0, zeros).to(tensor.device);
                    Aten.IndexFill.CallInPlace(tensor.select(1, column), 0, chosen, (Scalar)0.0);
                }
                return tensor;
            }

            private static void RequireMatrix(Tensor tensor, string name)
            {
                if (tensor.ndim != 2)
                    throw new ArgumentException($"{name} takes 2 dimensions, found {tensor.Describe()}");
            }

            internal static partial class Aten
            {
                internal static readonly Operator Eye = new("aten::eye", "m");
                internal static readonly Operator Qr = new("aten::linalg_qr");
                internal static readonly Operator Sign = new("aten::sign");
                internal static readonly Operator Diagonal = new("aten::diagonal");
                internal static readonly Operator IndexFill = new("aten::index_fill_", "int_Scalar");
            }
        }
    }
}

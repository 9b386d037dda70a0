namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The cosine of the angle between x1 and x2 along a dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) => Aten.CosineSimilarity.Call(x1, x2, dim, eps);

            /// <summary>The p-norm of x1 - x2 + eps along the last dimension.</summary>
            public static Tensor pairwise_distance(Tensor x1, Tensor x2, double p = 2, double eps = 1e-6, bool keepdim = false) =>
                Aten.PairwiseDistance.Call(x1, x2, p, eps, keepdim);

            /// <summary>The p-norm distances of all pairs of rows of [N, M].</summary>
            public static Tensor pdist(Tensor input, double p = 2) => Aten.Pdist.Call(input, p);

            /// <summary>The input divided by its p-norm along a dimension, the norm being at least <paramref name="eps"/>.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var scope = NewDisposeScope();
                var norm = Aten.ClampMin.Call(Aten.NormDim.Call(input, (Scalar)p, new[] { dim }, true), eps);
                return (input / norm).MoveToOuterDisposeScope();
            }

            internal static partial class Aten
            {
                internal static readonly Operator CosineSimilarity = new("aten::cosine_similarity");
                internal static readonly Operator PairwiseDistance = new("aten::pairwise_distance");
                internal static readonly Operator Pdist = new("aten::pdist");
                internal static readonly Operator NormDim = new("aten::norm", "ScalarOpt_dim");
            }
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>The cosine of the angle between two inputs along a dimension.</summary>
    public sealed class CosineSimilarity : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal CosineSimilarity(long dim, double eps) : base(nameof(CosineSimilarity))
        {
            this.dim = dim;
            this.eps = eps;
        }

        /// <summary>The dimension.</summary>
        public long dim { get; set; }

        /// <summary>The least product of norms.</summary>
        public double eps { get; set; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => torch.nn.functional.cosine_similarity(input1, input2, dim, eps);
    }

    /// <summary>The p-norm of the difference of two inputs along the last dimension.</summary>
    public sealed class PairwiseDistance : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal PairwiseDistance(double p, double eps, bool keep_dim) : base(nameof(PairwiseDistance))
        {
            norm = p;
            this.eps = eps;
            keepdim = keep_dim;
        }

        /// <summary>Which norm.</summary>
        public double norm { get; set; }

        /// <summary>Added to the difference.</summary>
        public double eps { get; set; }

        /// <summary>Whether the last dimension stays, with size one.</summary>
        public bool keepdim { get; set; }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) =>
            torch.nn.functional.pairwise_distance(input1, input2, norm, eps, keepdim);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The cosine of the angle between two inputs along a dimension.</summary>
            public static CosineSimilarity CosineSimilarity(long dim = 1, double eps = 1e-8) => new(dim, eps);

            /// <summary>The p-norm of the difference of two inputs along the last dimension.</summary>
            public static PairwiseDistance PairwiseDistance(double p = 2.0, double eps = 1e-6, bool keep_dim = false) => new(p, eps, keep_dim);
        }
    }
}

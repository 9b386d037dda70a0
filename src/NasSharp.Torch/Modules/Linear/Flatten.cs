using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Joins dimensions.</summary>
    public sealed class Flatten : BuiltInModule
    {
        internal Flatten(long start_dim, long end_dim) : base(nameof(Flatten))
        {
            this.start_dim = start_dim;
            this.end_dim = end_dim;
        }

        /// <summary>The first dimension that is joined.</summary>
        public long start_dim { get; set; }

        /// <summary>The last dimension that is joined.</summary>
        public long end_dim { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => input.flatten(start_dim, end_dim);
    }

    /// <summary>Splits one dimension into several.</summary>
    public sealed class Unflatten : BuiltInModule
    {
        private static readonly Operator Split = new("aten::unflatten", "int");

        internal Unflatten(long dim, long[] unflattened_size) : base(nameof(Unflatten))
        {
            this.dim = dim;
            this.unflattened_size = unflattened_size;
        }

        /// <summary>The dimension that is split.</summary>
        public long dim { get; set; }

        /// <summary>The sizes it is split into; one may be -1.</summary>
        public long[] unflattened_size { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => Split.Call(input, dim, unflattened_size);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A module that joins dimensions; all but the first by default.</summary>
            public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

            /// <summary>A module that splits one dimension into several.</summary>
            public static Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);
        }
    }
}

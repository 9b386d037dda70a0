using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Returns its input.</summary>
    public sealed class Identity : BuiltInModule
    {
        internal Identity() : base(nameof(Identity))
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => input.alias();
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A module that returns its input.</summary>
            public static Identity Identity() => new();
        }
    }
}

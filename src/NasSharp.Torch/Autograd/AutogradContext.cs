namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward pass of a custom function hands to its backward pass.</summary>
        public sealed class AutogradContext
        {
            private readonly Dictionary<string, object> data = [];
            private List<Tensor> saved = [];

            internal AutogradContext()
            {
            }

            /// <summary>Keeps tensors until the graph is freed, whatever dispose scopes are closed before.</summary>
            public void save_for_backward(List<Tensor> tensors)
            {
                Release();
                saved = [.. tensors.Select(t => t.alias().DetachFromDisposeScope())];
            }

            /// <summary>The tensors that were kept, in order.</summary>
            public List<Tensor> get_saved_variables() => [.. saved];

            /// <summary>Keeps something that is not a tensor.</summary>
            public void save_data(string name, object value) => data[name] = value;

            /// <summary>What was kept under a name.</summary>
            public object get_data(string name) => data.TryGetValue(name, out var value)
                ? value
                : throw new ArgumentException($"the forward pass saved no data named '{name}'", nameof(name));

            internal void Release()
            {
                foreach (var tensor in saved)
                    tensor.Dispose();
                saved = [];
            }
        }
    }
}

using System.Collections;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Observation;

namespace NasSharp.Torch.Modules
{
    /// <summary>
    /// Modules that run one after the other. An intermediate result is disposed as soon as the next module has used it; a module that keeps its
    /// result for later keeps an <c>alias()</c> of it.
    /// </summary>
    public sealed class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>, IReadOnlyList<torch.nn.Module<torch.Tensor, torch.Tensor>>
    {
        internal Sequential(IEnumerable<(string name, torch.nn.Module<torch.Tensor, torch.Tensor> module)> modules) : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
                append(name, module);
        }

        /// <summary>Number of modules.</summary>
        public int Count => Children.Count;

        /// <summary>The module at a position; setting replaces it under its name.</summary>
        public torch.nn.Module<torch.Tensor, torch.Tensor> this[int index]
        {
            get => At(Children, index);
            set => register_module(Children.GetAt(index).Key, value);
        }

        /// <summary>The modules from <paramref name="range"/>, under their names, in a sequence that shares them.</summary>
        public Sequential this[Range range]
        {
            get
            {
                var (offset, length) = range.GetOffsetAndLength(Count);
                return new Sequential(Children.Skip(offset).Take(length).Select(child => (child.Key, (torch.nn.Module<torch.Tensor,
                    torch.Tensor>)child.Value)));
            }
        }

        /// <summary>Adds a module under a name.</summary>
        /// <exception cref="ArgumentException">The name is taken.</exception>
        public Sequential append(string name, torch.nn.Module<torch.Tensor, torch.Tensor> module)
        {
            if (Children.ContainsKey(name))
                throw new ArgumentException($"the sequence already has a module named '{name}'", nameof(name));
            register_module(name, module);
            return this;
        }

        /// <summary>Adds a module named after its position.</summary>
        public Sequential append(torch.nn.Module<torch.Tensor, torch.Tensor> module) =>
            append(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

        /// <summary>Adds a module under a name.</summary>
        public void Add(string name, torch.nn.Module<torch.Tensor, torch.Tensor> module) => append(name, module);

        /// <summary>Adds a module named after its position.</summary>
        public void Add(torch.nn.Module<torch.Tensor, torch.Tensor> module) => append(module);

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input)
        {
            using var running = Observers.Enter(this);
            var modules = Children;
            if (modules.Count == 0)
                return input.alias();
            var value = input;
            for (var i = 0; i < modules.Count; i++)
            {
                var next = At(modules, i).call(value);
                // Autograd holds what it needs; a parameter or the caller's own tensor is not ours to free.
                if (!ReferenceEquals(value, input) && !ReferenceEquals(value, next) && value is not Parameter)
                    value.Dispose();
                value = next;
            }
            return value;
        }

        /// <summary>The modules in order.</summary>
        public IEnumerator<torch.nn.Module<torch.Tensor, torch.Tensor>> GetEnumerator() =>
            Children.Values.Cast<torch.nn.Module<torch.Tensor, torch.Tensor>>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private static torch.nn.Module<torch.Tensor, torch.Tensor> At(OrderedDictionary<string, torch.nn.Module> modules, int index) =>
            (torch.nn.Module<torch.Tensor, torch.Tensor>)modules.GetAt(index).Value;
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>An empty sequence, which returns its input until modules are added.</summary>
            public static Sequential Sequential() => new([]);

            /// <summary>A sequence of named modules.</summary>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <summary>A sequence of modules named "0", "1", ...</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(Numbered(modules));

            /// <summary>A sequence of named modules.</summary>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);

            /// <summary>A sequence of named modules.</summary>
            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) => new(modules.Select(m => (m.Item1, m.Item2)));

            /// <summary>A sequence of modules named "0", "1", ...</summary>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(Numbered(modules));

            private static IEnumerable<(string, Module<Tensor, Tensor>)> Numbered(IEnumerable<Module<Tensor, Tensor>> modules) =>
                modules.Select((module, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), module));
        }
    }
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Parameters by name, in the order in which they were added.</summary>
    public sealed class ParameterDict : torch.nn.Module, IEnumerable<(string name, Parameter parameter)>
    {
        internal ParameterDict(IEnumerable<(string name, Parameter parameter)> parameters) : base(nameof(ParameterDict))
        {
            foreach (var (name, parameter) in parameters)
                register_parameter(name, parameter);
        }

        /// <summary>Number of parameters.</summary>
        public int Count => Parameters.Count;

        /// <summary>The names in order.</summary>
        public IReadOnlyList<string> Keys => [.. Parameters.Keys];

        /// <summary>The parameters in order.</summary>
        public IReadOnlyList<Parameter> Values => [.. Parameters.Values];

        /// <summary>The parameter with a name; setting adds or replaces it.</summary>
        /// <exception cref="KeyNotFoundException">There is no such name.</exception>
        public Parameter this[string key]
        {
            get => Parameters.TryGetValue(key, out var parameter)
                ? parameter
                : throw new KeyNotFoundException($"there is no parameter '{key}': the names are {string.Join(", ", Parameters.Keys)}");
            set => register_parameter(key, value);
        }

        /// <summary>The names in order.</summary>
        public IEnumerable<string> keys() => Keys;

        /// <summary>The parameters in order.</summary>
        public IEnumerable<Parameter> values() => Values;

        /// <summary>Adds a parameter.</summary>
        /// <exception cref="ArgumentException">The name is taken.</exception>
        public void Add(string key, Parameter parameter)
        {
            if (ContainsKey(key))
                throw new ArgumentException($"there already is a parameter named '{key}'", nameof(key));
            register_parameter(key, parameter);
        }

        /// <summary>Whether there is a parameter of that name.</summary>
        public bool ContainsKey(string key) => Parameters.ContainsKey(key);

        /// <summary>Finds a parameter.</summary>
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter parameter) => Parameters.TryGetValue(key, out parameter);

        /// <summary>Removes a parameter; false when there is none of that name.</summary>
        public bool Remove(string key) => Parameters.Remove(key);

        /// <summary>The names and parameters in order.</summary>
        public IEnumerator<(string name, Parameter parameter)> GetEnumerator() => Parameters.Select(p => (p.Key, p.Value)).ToList().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Parameters by name.</summary>
            public static ParameterDict ParameterDict(params (string, Parameter)[] parameters) => new(parameters);
        }
    }
}

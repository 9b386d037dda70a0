using System.Collections;
using System.Globalization;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Parameters in a list, named "0", "1", ...</summary>
    public sealed class ParameterList : torch.nn.Module, IReadOnlyList<Parameter>
    {
        internal ParameterList(IEnumerable<Parameter> parameters) : base(nameof(ParameterList))
        {
            foreach (var parameter in parameters)
                append(parameter);
        }

        /// <inheritdoc/>
        public int Count => Parameters.Count;

        /// <summary>The parameter at a position; setting replaces it.</summary>
        public Parameter this[int index]
        {
            get => Parameters.GetAt(index).Value;
            set => register_parameter(Parameters.GetAt(index).Key, value);
        }

        /// <summary>Adds a parameter at the end.</summary>
        public ParameterList append(Parameter parameter)
        {
            register_parameter(Count.ToString(CultureInfo.InvariantCulture), parameter);
            return this;
        }

        /// <summary>Adds a parameter at the end.</summary>
        public void Add(Parameter parameter) => append(parameter);

        /// <inheritdoc/>
        public IEnumerator<Parameter> GetEnumerator() => Parameters.Values.ToList().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Parameters in a list.</summary>
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);

            /// <summary>A parameter that takes over a tensor.</summary>
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}

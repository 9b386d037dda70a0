namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>All parameters, one after the other, in one dimension.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Tensor> parameters)
            {
                using var scope = NewDisposeScope();
                return cat([.. parameters.Select(parameter => parameter.reshape(-1))]).MoveToOuterDisposeScope();
            }

            /// <summary>Copies consecutive parts of a vector into parameters.</summary>
            /// <exception cref="ArgumentException">The vector has not as many elements as the parameters; nothing was copied.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Tensor> parameters)
            {
                var list = parameters.ToArray();
                if (vec.ndim != 1 || vec.numel() != list.Sum(parameter => parameter.numel()))
                    throw new ArgumentException($"{vec.Describe()} does not fill parameters of {list.Sum(parameter => parameter.numel())} elements");
                using var scope = NewDisposeScope();
                using var recording = no_grad();
                var start = 0L;
                foreach (var parameter in list)
                {
                    var count = parameter.numel();
                    parameter.copy_(vec.narrow(0, start, count).view(parameter.shape));
                    start += count;
                }
            }
        }
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>PyTorch's <c>torch.utils</c>.</summary>
    public static partial class utils
    {
        /// <summary>Data sets and loaders in TorchSharp's shape.</summary>
        public static partial class data
        {
            /// <summary>A loader of batches in the order that <paramref name="shuffler"/> gives.</summary>
            /// <inheritdoc cref="Modules.DataLoader(Dataset, int, IEnumerable{long}, Device, int, bool)"/>
            public static Modules.DataLoader DataLoader(Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null,
                int num_worker = 1, bool drop_last = false) => new(dataset, batchSize, shuffler, device, num_worker, drop_last);

            /// <summary>A loader of batches in the data set's order, or shuffled.</summary>
            /// <inheritdoc cref="Modules.DataLoader(Dataset, int, bool, Device, int?, int, bool)"/>
            public static Modules.DataLoader DataLoader(Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null,
                int num_worker = 1, bool drop_last = false) => new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last);

            /// <summary>A loader of batches of a list-style data set in the order that <paramref name="shuffler"/> gives.</summary>
            /// <inheritdoc cref="Modules.DataLoader(Dataset, int, IEnumerable{long}, Device, int, bool)"/>
            public static Modules.IterableDataLoader DataLoader(IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null,
                int num_worker = 1, bool drop_last = false) => new(dataset, batchSize, shuffler, device, num_worker, drop_last);

            /// <summary>A loader of batches of a list-style data set in its order, or shuffled.</summary>
            /// <inheritdoc cref="Modules.DataLoader(Dataset, int, bool, Device, int?, int, bool)"/>
            public static Modules.IterableDataLoader DataLoader(IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null,
                int? seed = null, int num_worker = 1, bool drop_last = false) => new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last);

            /// <summary>A data set whose item i is the list of row i of each tensor.</summary>
            /// <param name="tensors">At least one; all with the same first size. The data set disposes them.</param>
            public static Modules.TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);

            /// <summary>A data set whose items are dictionaries of tensors.</summary>
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>
            {
            }

            /// <summary>A data set whose items are lists of tensors.</summary>
            public abstract class IterableDataset : Dataset<IList<Tensor>>
            {
            }

            /// <summary>A data set of items that are found by number.</summary>
            /// <typeparam name="T">An item.</typeparam>
            public abstract class Dataset<T> : IDisposable
            {
                /// <summary>Number of items.</summary>
                public abstract long Count { get; }

                /// <summary>One item; a loader puts several together. Called from several threads when the loader has several workers.</summary>
                /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
                public abstract T GetTensor(long index);

                /// <summary>Frees what the data set holds.</summary>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <summary>Frees what the data set holds.</summary>
                protected virtual void Dispose(bool disposing)
                {
                }
            }
        }
    }
}

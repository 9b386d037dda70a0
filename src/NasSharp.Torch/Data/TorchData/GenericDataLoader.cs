using System.Collections;
using System.Runtime.ExceptionServices;
using NasSharp.Torch.Data;

namespace NasSharp.Torch.Modules;

/// <summary>Puts items of a data set together into batches, in TorchSharp's shape. Each enumeration is one epoch.</summary>
/// <typeparam name="T">An item.</typeparam>
/// <typeparam name="S">A batch.</typeparam>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    private readonly torch.utils.data.Dataset<T> _dataset;
    private readonly int _batchSize;
    private readonly Func<IEnumerable<T>, torch.Device, S> _collate;
    private readonly Func<IEnumerable<long>> _order;
    private readonly torch.Device _device;
    private readonly int _workers;
    private readonly bool _dropLast;
    private readonly bool _disposeBatch;
    private readonly bool _disposeDataset;

    /// <summary>Makes a loader with an order of your own.</summary>
    /// <param name="dataset">The items.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="collate_fn">Puts items together on a device.</param>
    /// <param name="shuffler">Numbers of items; enumerated anew in each epoch.</param>
    /// <param name="device">Where the batches live; default: the CPU.</param>
    /// <param name="num_worker">Threads that get the items of a batch.</param>
    /// <param name="drop_last">Whether a last, smaller batch is left out.</param>
    /// <param name="disposeBatch">Whether a batch is disposed when the next one is asked for.</param>
    /// <param name="disposeDataset">Whether disposing the loader disposes the data set.</param>
    public DataLoader(torch.utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, torch.Device, S> collate_fn, IEnumerable<long> shuffler,
        torch.Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, () => shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
        ArgumentNullException.ThrowIfNull(shuffler);
    }

    /// <summary>Makes a loader in the data set's order, or shuffled, each epoch differently.</summary>
    /// <param name="dataset">The items.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="collate_fn">Puts items together on a device.</param>
    /// <param name="shuffle">Whether the order is random.</param>
    /// <param name="device">Where the batches live; default: the CPU.</param>
    /// <param name="seed">Decides the orders; null: a number from torch's default generator.</param>
    /// <param name="num_worker">Threads that get the items of a batch.</param>
    /// <param name="drop_last">Whether a last, smaller batch is left out.</param>
    /// <param name="disposeBatch">Whether a batch is disposed when the next one is asked for.</param>
    /// <param name="disposeDataset">Whether disposing the loader disposes the data set.</param>
    public DataLoader(torch.utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, torch.Device, S> collate_fn, bool shuffle = false,
        torch.Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, Orders(dataset, shuffle, seed), device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private DataLoader(torch.utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, torch.Device, S> collate, Func<IEnumerable<long>> order,
        torch.Device? device, int workers, bool dropLast, bool disposeBatch, bool disposeDataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(collate);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (dataset.Count == 0)
            throw new ArgumentException($"{dataset.GetType().Name} is empty; a loader needs at least one item.", nameof(dataset));
        if (dropLast && batchSize > dataset.Count)
            throw new ArgumentException($"the batch size is {batchSize}, but {dataset.GetType().Name} has only {dataset.Count} items; with drop_last no batch is left.", nameof(batchSize));
        (_dataset, _batchSize, _collate, _order, _device) = (dataset, batchSize, collate, order, device ?? torch.CPU);
        (_workers, _dropLast, _disposeBatch, _disposeDataset) = (Math.Max(1, workers), dropLast, disposeBatch, disposeDataset);
    }

    /// <summary>Batches of an epoch.</summary>
    public long Count => _dropLast ? _dataset.Count / _batchSize : (_dataset.Count + _batchSize - 1) / _batchSize;

    /// <summary>One epoch.</summary>
    public IEnumerator<S> GetEnumerator()
    {
        foreach (var numbers in _order().Chunk(_batchSize))
        {
            if (_dropLast && numbers.Length < _batchSize)
                yield break;
            var (batch, owned) = Make(numbers);
            try
            {
                yield return batch;
            }
            finally
            {
                if (_disposeBatch)
                    foreach (var tensor in owned)
                        tensor.Dispose();
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Disposes the data set, unless told otherwise.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the data set, unless told otherwise.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _disposeDataset)
            _dataset.Dispose();
    }

    private static Func<IEnumerable<long>> Orders(torch.utils.data.Dataset<T> dataset, bool shuffle, int? seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var epoch = 0;
        var root = !shuffle ? 0 : seed ?? DrawSeed();
        return () =>
        {
            var order = new long[dataset.Count];
            for (var i = 0L; i < order.Length; i++)
                order[i] = i;
            if (shuffle)
                new SampleDraws(root, epoch++, -1).Shuffle(order.AsSpan());
            return order;
        };
    }

    private static long DrawSeed()
    {
        using var number = torch.randint(long.MaxValue, [1]);
        return number.ToInt64();
    }

    private (S Batch, IReadOnlyList<torch.Tensor> Owned) Make(long[] numbers)
    {
        using var scope = torch.NewDisposeScope();
        var items = new T[numbers.Length];
        if (_workers == 1)
            for (var i = 0; i < items.Length; i++)
                items[i] = Get(numbers[i]);
        else
            GetInParallel(numbers, items);
        var batch = _collate(items, _device);
        var owned = TensorsIn(batch).ToArray();
        foreach (var tensor in owned)
            tensor.MoveToOuterDisposeScope();
        // Items made on other threads are in no scope.
        foreach (var tensor in items.SelectMany(item => TensorsIn(item)).Except(owned))
            if (_workers > 1)
                tensor.Dispose();
        return (batch, owned);
    }

    private void GetInParallel(long[] numbers, T[] items)
    {
        try
        {
            Parallel.For(0, items.Length, new ParallelOptions { MaxDegreeOfParallelism = _workers }, i => items[i] = Get(numbers[i]));
        }
        catch (AggregateException errors)
        {
            foreach (var tensor in items.SelectMany(item => TensorsIn(item)))
                tensor.Dispose();
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private T Get(long number)
    {
        try
        {
            return _dataset.GetTensor(number);
        }
        catch (Exception error)
        {
            throw new SampleException($"item {number} of {_dataset.GetType().Name}", error);
        }
    }

    private static IEnumerable<torch.Tensor> TensorsIn(object? value) => value switch
    {
        torch.Tensor tensor => [tensor],
        IDictionary<string, torch.Tensor> dictionary => dictionary.Values,
        IEnumerable<torch.Tensor> tensors => tensors,
        _ => [],
    };
}

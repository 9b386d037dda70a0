namespace NasSharp.Torch.Modules;

/// <summary>A loader of dictionaries of tensors, in TorchSharp's shape; each entry gets a batch dimension in front.</summary>
public class DataLoader : DataLoader<Dictionary<string, torch.Tensor>, Dictionary<string, torch.Tensor>>
{
    /// <summary>Makes a loader with an order of your own.</summary>
    /// <param name="dataset">The items.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="shuffler">Numbers of items; enumerated anew in each epoch.</param>
    /// <param name="device">Where the batches live; default: the CPU.</param>
    /// <param name="num_worker">Threads that get the items of a batch.</param>
    /// <param name="drop_last">Whether a last, smaller batch is left out.</param>
    public DataLoader(torch.utils.data.Dataset dataset, int batchSize, IEnumerable<long> shuffler, torch.Device? device = null, int num_worker = 1, bool drop_last = false)
        : base(dataset, batchSize, Collate, shuffler, device, num_worker, drop_last)
    {
    }

    /// <summary>Makes a loader in the data set's order, or shuffled, each epoch differently.</summary>
    /// <param name="dataset">The items.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="shuffle">Whether the order is random.</param>
    /// <param name="device">Where the batches live; default: the CPU.</param>
    /// <param name="seed">Decides the orders; null: a number from torch's default generator.</param>
    /// <param name="num_worker">Threads that get the items of a batch.</param>
    /// <param name="drop_last">Whether a last, smaller batch is left out.</param>
    public DataLoader(torch.utils.data.Dataset dataset, int batchSize, bool shuffle = false, torch.Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false)
        : base(dataset, batchSize, Collate, shuffle, device, seed, num_worker, drop_last)
    {
    }

    private static Dictionary<string, torch.Tensor> Collate(IEnumerable<Dictionary<string, torch.Tensor>> items, torch.Device device)
    {
        var all = items.ToArray();
        return all[0].Keys.ToDictionary(key => key, key => Stacking.Stack([.. all.Select(item => item[key])], device));
    }
}

/// <summary>A loader of lists of tensors, in TorchSharp's shape; each entry gets a batch dimension in front.</summary>
public class IterableDataLoader : DataLoader<IList<torch.Tensor>, IList<torch.Tensor>>
{
    /// <summary>Makes a loader with an order of your own.</summary>
    /// <param name="dataset">The items.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="shuffler">Numbers of items; enumerated anew in each epoch.</param>
    /// <param name="device">Where the batches live; default: the CPU.</param>
    /// <param name="num_worker">Threads that get the items of a batch.</param>
    /// <param name="drop_last">Whether a last, smaller batch is left out.</param>
    public IterableDataLoader(torch.utils.data.IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, torch.Device? device = null, int num_worker = 1, bool drop_last = false)
        : base(dataset, batchSize, Collate, shuffler, device, num_worker, drop_last)
    {
    }

    /// <summary>Makes a loader in the data set's order, or shuffled, each epoch differently.</summary>
    /// <param name="dataset">The items.</param>
    /// <param name="batchSize">Items of a batch.</param>
    /// <param name="shuffle">Whether the order is random.</param>
    /// <param name="device">Where the batches live; default: the CPU.</param>
    /// <param name="seed">Decides the orders; null: a number from torch's default generator.</param>
    /// <param name="num_worker">Threads that get the items of a batch.</param>
    /// <param name="drop_last">Whether a last, smaller batch is left out.</param>
    public IterableDataLoader(torch.utils.data.IterableDataset dataset, int batchSize, bool shuffle = false, torch.Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false)
        : base(dataset, batchSize, Collate, shuffle, device, seed, num_worker, drop_last)
    {
    }

    private static List<torch.Tensor> Collate(IEnumerable<IList<torch.Tensor>> items, torch.Device device)
    {
        var all = items.ToArray();
        return [.. Enumerable.Range(0, all[0].Count).Select(i => Stacking.Stack([.. all.Select(item => item[i])], device))];
    }
}

/// <summary>Puts tensors of one shape side by side.</summary>
internal static class Stacking
{
    public static torch.Tensor Stack(torch.Tensor[] tensors, torch.Device device)
    {
        var stacked = torch.stack(tensors);
        return device.type == DeviceType.CPU && stacked.device_type == DeviceType.CPU ? stacked : stacked.to(device);
    }
}

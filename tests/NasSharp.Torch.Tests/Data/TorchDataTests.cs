using NasSharp.Torch.Data;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Data;

/// <summary>Data sets and loaders as a TorchSharp program writes them.</summary>
public sealed class TorchDataTests
{
    private sealed class Squares(long count) : utils.data.Dataset
    {
        public override long Count => count;

        public override Dictionary<string, Tensor> GetTensor(long index) => index == 13
            ? throw new InvalidOperationException("unlucky")
            : new() { ["data"] = tensor(new float[] { index, index * index }), ["label"] = tensor(index % 3) };
    }

    private sealed class Pairs : utils.data.IterableDataset
    {
        public override long Count => 5;

        public override IList<Tensor> GetTensor(long index) => [tensor(index), tensor(-index)];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void DataLoader_in_order_stacks_the_entries(int workers)
    {
        using var loader = utils.data.DataLoader(new Squares(10), 4, num_worker: workers);
        Assert.Equal(3, loader.Count);
        var batches = loader.Select(b => (b["data"].to_array<float>(), b["label"].to_array<long>(), b["data"].shape)).ToList();
        Assert.Equal([0f, 0, 1, 1, 2, 4, 3, 9], batches[0].Item1);
        Assert.Equal([0L, 1, 2, 0], batches[0].Item2);
        Assert.Equal([2L, 2], batches[2].shape);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void DataLoader_frees_every_tensor_it_made(int workers)
    {
        using var loader = utils.data.DataLoader(new Squares(10), 4, shuffle: true, seed: 1, num_worker: workers);
        var tensors = new List<Tensor>();
        foreach (var batch in loader)
            tensors.AddRange(batch.Values);
        Assert.Equal(6, tensors.Count);
        Assert.All(tensors, t => Assert.True(t.IsInvalid));
    }

    [Fact]
    public void DataLoader_shuffled_with_a_seed_repeats_and_each_epoch_differs()
    {
        long[][] Epochs(int seed)
        {
            using var loader = utils.data.DataLoader(new Squares(10), 5, shuffle: true, seed: seed);
            return [.. Enumerable.Range(0, 3).Select(_ => loader.SelectMany(b => b["data"].to_array<float>().Where((_, i) => i % 2 == 0)).Select(v => (long)v).ToArray())];
        }

        Assert.Equal(Epochs(1), Epochs(1));
        Assert.NotEqual(Epochs(1), Epochs(2));
        Assert.All(Epochs(1), order => Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 7, 8, 9], order.Order()));
        Assert.Equal(3, Epochs(1).Select(order => string.Join(' ', order)).Distinct().Count());
    }

    [Fact]
    public void DataLoader_without_a_seed_follows_the_default_generator()
    {
        float[] First()
        {
            manual_seed(5);
            using var loader = utils.data.DataLoader(new Squares(10), 10, shuffle: true);
            return [.. loader.SelectMany(b => b["data"].to_array<float>())];
        }

        Assert.Equal(First(), First());
    }

    [Fact]
    public void DataLoader_with_an_order_of_its_own_and_drop_last_obeys_both()
    {
        using var loader = utils.data.DataLoader(new Squares(10), 2, [9, 8, 7], drop_last: true);
        Assert.Equal([[9f, 81, 8, 64]], loader.Select(b => b["data"].to_array<float>()));
    }

    [Fact]
    public void DataLoader_of_lists_stacks_by_place()
    {
        using var loader = utils.data.DataLoader(new Pairs(), 5);
        Assert.Equal([0L, -1, -2, -3, -4], loader.Select(b => b[1].to_array<long>()).Single());
    }

    [Fact]
    public void DataLoader_of_a_tensor_dataset_gives_rows_of_each_tensor()
    {
        using var set = utils.data.TensorDataset(arange(6).reshape(3, 2), arange(3));
        using var loader = utils.data.DataLoader(set, 2);
        Assert.Equal([[0L, 1, 2, 3], [4L, 5]], loader.Select(b => b[0].to_array<long>()));
        Assert.Equal([[0L, 1], [2L]], loader.Select(b => b[1].to_array<long>()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DataLoader_names_the_item_that_fails(int workers)
    {
        using var loader = utils.data.DataLoader(new Squares(20), 20, num_worker: workers);
        Assert.Equal("item 13 of Squares: unlucky", Assert.Throws<SampleException>(() => loader.ToList()).Message);
    }

    [Fact]
    public void DataLoader_of_an_empty_set_is_refused() =>
        Assert.Contains("Squares is empty", Assert.Throws<ArgumentException>(() => utils.data.DataLoader(new Squares(0), 2)).Message);

    [Fact]
    public void Dataset_From_a_torch_set_feeds_a_split_and_its_loader()
    {
        var split = new TrainSplit(Dataset.From(new Squares(12)));
        Assert.Equal((12, 3), (split.Count, split.ClassCount));
        Assert.Equal([2L], split.InputShape);
        using var loader = split.CreateLoader(new LoaderOptions { BatchSize = 12, Shuffle = false, Workers = 2 });
        using var batch = loader.Next();
        Assert.Equal([12L, 2], batch.Input.shape);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => i % 3L), batch.Target.to_array<long>());
    }

    [Fact]
    public void Dataset_From_a_torch_set_without_the_entry_names_those_it_has()
    {
        var error = Assert.Throws<ArgumentException>(() => Dataset.From(new Squares(2), inputKey: "image"));
        Assert.Contains("has the entries data, label; expected image and label", error.Message);
    }

    [Fact]
    public void TensorDataset_gives_rows_and_their_targets()
    {
        using var inputs = torch.arange(24).reshape(6, 4);
        using var targets = torch.tensor(new long[] { 0, 1, 0, 1, 0, 1 });
        var split = new TrainSplit(new TensorDataset(inputs, targets));
        using var loader = split.SplitOff(1.0 / 3, 1).Train.CreateLoader(new LoaderOptions { BatchSize = 4 });
        using var batch = loader.Next();
        var values = batch.Input.to_array<long>();
        Assert.Equal(batch.Indices.SelectMany(i => Enumerable.Range(4 * i, 4)).Select(v => (long)v), values);
        Assert.Equal(batch.Indices.Select(i => i % 2L), batch.Target.to_array<long>());
    }

    [Fact]
    public void TensorDataset_of_unequal_counts_is_refused()
    {
        using var inputs = zeros([3, 2]);
        using var targets = zeros([4]);
        Assert.Contains("expected the same first size", Assert.Throws<ArgumentException>(() => new TensorDataset(inputs, targets)).Message);
    }
}

using NasSharp.Torch.Data;

namespace NasSharp.Torch.Tests.Data;

public sealed class DataLoaderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static TrainSplit Numbers(int count) => new(new CountingDataset(count));

    /// <summary>The samples of each of the next batches.</summary>
    private static List<int[]> Read<TSplit>(DataLoader<TSplit> loader, int batches)
        where TSplit : DataSplit
    {
        var result = new List<int[]>();
        for (var i = 0; i < batches; i++)
        {
            using var batch = loader.Next();
            Assert.Equal(batch.Indices.Select(n => (float)n), batch.Input.to_array<float>());
            result.Add([.. batch.Indices]);
        }
        return result;
    }

    [Fact]
    public void Epoch_covers_every_sample_once_and_each_epoch_in_its_own_order()
    {
        using var loader = Numbers(50).CreateLoader(new LoaderOptions { BatchSize = 8, Seed = 3 });
        var epochs = new List<int[]>();
        for (var e = 0; e < 3; e++)
        {
            Assert.Equal(new LoaderPosition(3, e, 0), loader.Position);
            epochs.Add([.. loader.Epoch().SelectMany(b => b.Indices)]);
        }
        Assert.All(epochs, order => Assert.Equal(Enumerable.Range(0, 50), order.Order()));
        Assert.Equal(3, epochs.Select(order => string.Join(' ', order)).Distinct().Count());
    }

    [Fact]
    public void Loader_threads_compute_alone_and_leave_the_others_their_number()
    {
        var before = torch.get_num_threads();
        torch.set_num_threads(3);
        try
        {
            var seen = new System.Collections.Concurrent.ConcurrentBag<int>();
            var data = new CountingDataset(20) { Hold = _ => seen.Add(torch.get_num_threads()) };
            using var loader = new TrainSplit(data).CreateLoader(new LoaderOptions { BatchSize = 5, Workers = 2 });
            Assert.Equal(4, Read(loader, 4).Count);
            Assert.All(seen, threads => Assert.Equal(1, threads));
            Assert.Equal(3, torch.get_num_threads());
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void Epoch_without_shuffling_keeps_the_order_and_ends_with_the_rest()
    {
        using var loader = Numbers(10).CreateLoader(new LoaderOptions { BatchSize = 4, Shuffle = false });
        Assert.Equal(3, loader.BatchesPerEpoch);
        Assert.Equal([4, 4, 2], loader.Epoch().Select(b => b.Size));
        Assert.Equal(Enumerable.Range(0, 10), loader.Epoch().SelectMany(b => b.Indices));
    }

    [Fact]
    public void Epoch_with_drop_last_leaves_the_rest_out()
    {
        using var loader = Numbers(10).CreateLoader(new LoaderOptions { BatchSize = 4, DropLast = true });
        Assert.Equal(2, loader.BatchesPerEpoch);
        Assert.Equal([4, 4], loader.Epoch().Select(b => b.Size));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(3, 2)]
    [InlineData(8, 16)]
    public void Batches_do_not_depend_on_workers_and_prefetching(int workers, int prefetch)
    {
        var options = new LoaderOptions { BatchSize = 7, Seed = 11, Workers = 0 };
        using var plain = Numbers(40).CreateLoader(options);
        using var threaded = Numbers(40).CreateLoader(options with { Workers = workers, Prefetch = prefetch });
        Assert.Equal(Read(plain, 25), Read(threaded, 25));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Seek_to_a_saved_position_continues_exactly(int workers)
    {
        var options = new LoaderOptions { BatchSize = 7, Seed = 5, Workers = workers };
        using var whole = Numbers(40).CreateLoader(options);
        var all = Read(whole, 20);
        for (var stop = 0; stop < 14; stop++)
        {
            using var first = Numbers(40).CreateLoader(options);
            Read(first, stop);
            using var second = Numbers(40).CreateLoader(options);
            second.Seek(first.Position);
            Assert.Equal(all[stop..(stop + 6)], Read(second, 6));
        }
    }

    [Fact]
    public void Seek_in_the_middle_of_an_epoch_leaves_its_rest_to_Epoch()
    {
        using var loader = Numbers(40).CreateLoader(new LoaderOptions { BatchSize = 10 });
        loader.Seek(new LoaderPosition(0, 2, 3));
        Assert.Single(loader.Epoch());
        Assert.Equal(new LoaderPosition(0, 3, 0), loader.Position);
        loader.Seek(1);
        Assert.Equal(4, loader.Epoch().Count());
    }

    [Theory]
    [InlineData(1, 0, 0, "saved with seed 1, the loader of CountingDataset has seed 0")]
    [InlineData(0, 0, 4, "has no batch 4 of epoch 0; an epoch has 4 of 10 samples")]
    [InlineData(0, -1, 0, "has no batch 0 of epoch -1")]
    public void Seek_to_an_impossible_position_is_refused(long seed, int epoch, int batch, string expected)
    {
        using var loader = Numbers(40).CreateLoader(new LoaderOptions { BatchSize = 10 });
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => loader.Seek(new LoaderPosition(seed, epoch, batch))).Message);
    }

    [Fact]
    public void Loader_with_a_batch_larger_than_the_split_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Numbers(9).CreateLoader(new LoaderOptions { BatchSize = 10 }));
        Assert.Contains("BatchSize is 10, but the train split of CountingDataset has only 9 samples", error.Message);
    }

    [Theory]
    [InlineData(0, 1, 4, "BatchSize is 0")]
    [InlineData(4, -1, 4, "Workers is -1")]
    [InlineData(4, 1, 0, "Prefetch is 0")]
    public void Loader_with_an_option_out_of_range_names_it(int batch, int workers, int prefetch, string expected)
    {
        var options = new LoaderOptions { BatchSize = batch, Workers = workers, Prefetch = prefetch };
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Numbers(9).CreateLoader(options)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Failing_sample_surfaces_when_its_batch_is_due_and_is_named(int workers)
    {
        var split = new TrainSplit(new CountingDataset(40, failsAt: 25));
        using var loader = split.CreateLoader(new LoaderOptions { BatchSize = 10, Shuffle = false, Workers = workers });
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Read(loader, 1)[0]);
        Assert.Equal(10, Read(loader, 1)[0][0]);
        for (var again = 0; again < 2; again++)
        {
            var error = Assert.Throws<SampleException>(() => loader.Next());
            Assert.Equal("sample 25 of CountingDataset: the disk is gone", error.Message);
        }
        Assert.Equal(new LoaderPosition(0, 0, 2), loader.Position);
        loader.Seek(new LoaderPosition(0, 0, 3)); // the caller may go on behind it
        Assert.Equal(30, Read(loader, 1)[0][0]);
    }

    [Fact]
    public void Workers_make_no_more_than_the_prefetched_batches_ahead()
    {
        var dataset = new CountingDataset(1000);
        using var loader = new TrainSplit(dataset).CreateLoader(new LoaderOptions { BatchSize = 10, Prefetch = 3, Workers = 4 });
        Read(loader, 5);
        Assert.True(SpinWait.SpinUntil(() => dataset.Asked.Count == 80, Patience)); // 5 taken and 3 ahead
        Read(loader, 1);
        Assert.True(SpinWait.SpinUntil(() => dataset.Asked.Count == 90, Patience));
    }

    [Fact]
    public void Epoch_in_data_set_order_reads_nothing_beyond_its_end()
    {
        var dataset = new CountingDataset(40);
        using (var loader = new TestSplit(dataset).CreateLoader(new LoaderOptions { BatchSize = 10, Shuffle = false, Workers = 2, Prefetch = 8 }))
            Assert.Equal(4, loader.Epoch().Count());
        Assert.Equal(Enumerable.Range(0, 40), dataset.Asked.Order());
    }

    [Fact]
    public async Task Dispose_in_the_middle_of_making_batches_ends_the_threads()
    {
        using var begun = new ManualResetEventSlim();
        var dataset = new CountingDataset(1000)
        {
            Hold = request =>
            {
                if (request.Epoch > 0)
                {
                    begun.Set();
                    request.Cancellation.WaitHandle.WaitOne();
                    request.Cancellation.ThrowIfCancellationRequested();
                }
            },
        };
        var loader = new TrainSplit(dataset).CreateLoader(new LoaderOptions { BatchSize = 500, Workers = 3, Prefetch = 6 });
        Read(loader, 2);
        Assert.True(begun.Wait(Patience));
        await Task.Run(loader.Dispose).WaitAsync(Patience);
        Assert.Throws<ObjectDisposedException>(() => loader.Next());
    }

    [Fact]
    public void Epoch_that_is_left_early_disposes_its_batch_and_keeps_its_place()
    {
        using var loader = Numbers(40).CreateLoader(new LoaderOptions { BatchSize = 10 });
        Batch? seen = null;
        foreach (var batch in loader.Epoch())
        {
            seen = batch;
            break;
        }
        Assert.True(seen!.Input.IsInvalid);
        Assert.Equal(new LoaderPosition(0, 0, 1), loader.Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Next_inside_a_dispose_scope_gives_its_tensors_to_the_scope(int workers)
    {
        using var loader = Numbers(40).CreateLoader(new LoaderOptions { BatchSize = 10, Workers = workers });
        Batch batch;
        using (var scope = torch.NewDisposeScope())
        {
            batch = loader.Next();
            Assert.Equal(2, scope.Count);
        }
        Assert.True(batch.Input.IsInvalid);
        Assert.True(batch.Target.IsInvalid);
    }
}

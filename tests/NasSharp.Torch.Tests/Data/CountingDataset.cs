using NasSharp.Torch.Data;

namespace NasSharp.Torch.Tests.Data;

/// <summary>Sample i is the number i, of class i mod <paramref name="classes"/>; records what it is asked for, and fails on demand.</summary>
internal sealed class CountingDataset(int count, int classes = 10, int? failsAt = null) : Dataset
{
    private readonly List<int> _asked = [];

    public override int Count => count;

    public override IReadOnlyList<long> InputShape => [1];

    public override IReadOnlyList<string> ClassNames => [.. Enumerable.Range(0, classes).Select(i => $"class {i}")];

    public override IReadOnlyList<int> Labels => [.. Enumerable.Range(0, count).Select(i => i % classes)];

    public IReadOnlyList<int> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    /// <summary>Is called in the middle of making a batch.</summary>
    public Action<BatchRequest>? Hold { get; init; }

    public override Batch Collate(ReadOnlySpan<int> samples, BatchRequest request)
    {
        lock (_asked)
            _asked.AddRange(samples);
        Hold?.Invoke(request);
        foreach (var sample in samples)
            if (sample == failsAt)
                throw new SampleException(NameOf(sample), new IOException("the disk is gone"));
        var values = samples.ToArray();
        return new Batch(torch.tensor(Array.ConvertAll(values, v => (float)v), [values.Length, 1]), torch.tensor(Array.ConvertAll(values, v => (long)v % classes)), values);
    }
}

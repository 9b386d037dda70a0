using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NasSharp.Torch.Data;

/// <summary>
/// A part of a data set with a purpose. The purposes are different types, so that what was measured on the test split can never have
/// been chosen on it: a search takes <see cref="TrainSplit"/> and <see cref="ValidationSplit"/>, and only evaluation takes
/// <see cref="TestSplit"/>.
/// </summary>
public abstract class DataSplit
{
    private readonly int[] _samples;
    private readonly Lazy<string> _fingerprint;
    private readonly Lazy<IReadOnlyList<int>> _labels;

    private protected DataSplit(Dataset dataset, int[]? samples)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset = dataset;
        _samples = samples ?? [.. Enumerable.Range(0, dataset.Count)];
        _fingerprint = new Lazy<string>(ComputeFingerprint);
        _labels = new Lazy<IReadOnlyList<int>>(() => dataset.Labels.Count == 0 ? [] : [.. _samples.Select(i => dataset.Labels[i])]);
        if (_samples.Length == 0)
            throw new ArgumentException($"The {Kind} split of {dataset.Name} is empty; give it at least one sample.");
    }

    /// <summary><c>train</c>, <c>validation</c> or <c>test</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The data set's name.</summary>
    public string Name => Dataset.Name;

    /// <summary>Number of samples, at least 1.</summary>
    public int Count => _samples.Length;

    /// <summary>Number of classes; 0 when the task is not classification.</summary>
    public int ClassCount => Dataset.ClassNames.Count;

    /// <summary>The names of the classes in the order of their numbers.</summary>
    public IReadOnlyList<string> ClassNames => Dataset.ClassNames;

    /// <summary>The shape of one input, without the batch dimension: [C, H, W] for images; -1 where it varies.</summary>
    public IReadOnlyList<long> InputShape => Dataset.InputShape;

    /// <summary>What is done to every image before a model sees it; null when the samples are no images.</summary>
    public ImagePreprocessing? Preprocessing => (Dataset as Images.ImageDataset)?.Preprocessing;

    /// <summary>The class of each sample of the split; empty when the task is not classification.</summary>
    public IReadOnlyList<int> Labels => _labels.Value;

    /// <summary>16 hexadecimal digits that stand for the data set's name, its size and the samples chosen; for records of runs.</summary>
    public string Fingerprint => _fingerprint.Value;

    internal Dataset Dataset { get; }

    internal ReadOnlySpan<int> Samples => _samples;

    /// <summary>One line: purpose, count, data set and fingerprint.</summary>
    public override string ToString() => $"{Kind} split of {Name}: {Count} samples ({Fingerprint})";

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Dataset.Name}\n{Dataset.Count}\n"));
        var bytes = new byte[4 * _samples.Length];
        for (var i = 0; i < _samples.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), _samples[i]);
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

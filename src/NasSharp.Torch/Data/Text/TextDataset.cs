namespace NasSharp.Torch.Data.Text;

/// <summary>Labelled texts as numbers of tokens.</summary>
internal sealed class TextDataset(string name, int[][] texts, int[] labels, IReadOnlyList<string> classNames) : Dataset
{
    public override string Name => name;

    public override int Count => texts.Length;

    public override IReadOnlyList<long> InputShape => [-1];

    public override IReadOnlyList<string> ClassNames => classNames;

    public override IReadOnlyList<int> Labels => labels;

    public override string NameOf(int sample) => $"text {sample} of {name}";

    public override Batch Collate(ReadOnlySpan<int> samples, BatchRequest request)
    {
        using var prepared = Prepare(samples, request);
        return prepared.ToBatch();
    }

    internal override PreparedBatch Prepare(ReadOnlySpan<int> samples, BatchRequest request)
    {
        var longest = 1;
        foreach (var sample in samples)
            longest = Math.Max(longest, texts[sample].Length);
        var batch = new PreparedTexts(samples, longest);
        for (var i = 0; i < samples.Length; i++)
            batch.Set(i, texts[samples[i]], labels[samples[i]]);
        return batch;
    }
}

/// <summary>A batch of texts in memory that tensors can take over.</summary>
internal sealed class PreparedTexts : PreparedBatch
{
    private readonly int[] _samples;
    private readonly int _longest;
    private readonly HostBuffer _tokens;
    private readonly HostBuffer _labels;
    private readonly HostBuffer _lengths;
    private readonly HostBuffer _mask;

    public PreparedTexts(ReadOnlySpan<int> samples, int longest)
    {
        (_samples, _longest) = (samples.ToArray(), longest);
        _tokens = new HostBuffer(sizeof(long) * (long)longest * samples.Length);
        _labels = new HostBuffer(sizeof(long) * samples.Length);
        _lengths = new HostBuffer(sizeof(long) * samples.Length);
        _mask = new HostBuffer((long)longest * samples.Length);
    }

    public void Set(int row, int[] text, int label)
    {
        var tokens = _tokens.As<long>().Slice(row * _longest, _longest);
        for (var i = 0; i < text.Length; i++)
            tokens[i] = text[i];
        tokens[text.Length..].Clear(); // Vocabulary.Pad is 0
        var mask = _mask.As<byte>().Slice(row * _longest, _longest);
        mask[..text.Length].Fill(1);
        mask[text.Length..].Clear();
        _lengths.As<long>()[row] = text.Length;
        _labels.As<long>()[row] = label;
    }

    public override Batch ToBatch() => new(_tokens.ToTensor([_samples.Length, _longest], torch.ScalarType.Int64),
        _labels.ToTensor([_samples.Length], torch.ScalarType.Int64), _samples)
    {
        Lengths = _lengths.ToTensor([_samples.Length], torch.ScalarType.Int64),
        Mask = _mask.ToTensor([_samples.Length, _longest], torch.ScalarType.Bool),
    };

    public override void Dispose()
    {
        _tokens.Dispose();
        _labels.Dispose();
        _lengths.Dispose();
        _mask.Dispose();
    }
}

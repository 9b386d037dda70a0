namespace NasSharp.Torch.Data.Images;

/// <summary>Labelled images, from memory or from files, with their preprocessing.</summary>
internal sealed class ImageDataset : Dataset
{
    private readonly ImageSource _source;
    private readonly IReadOnlyList<string> _classNames;
    private Cached? _last;

    public ImageDataset(string name, ImageSource source, IReadOnlyList<string> classNames, ImagePreprocessing preprocessing)
    {
        preprocessing.Validate();
        if (preprocessing.Channels != source.Channels)
            throw new ArgumentException($"{name} has images of {source.Channels} channels, the preprocessing is for {preprocessing.Channels}.");
        for (var i = 0; i < source.Labels.Length; i++)
            if ((uint)source.Labels[i] >= (uint)classNames.Count)
                throw new DataFormatException(source.NameOf(i), $"has class {source.Labels[i]}, expected 0 to {classNames.Count - 1}");
        (Name, _source, _classNames, Preprocessing) = (name, source, classNames, preprocessing);
    }

    public override string Name { get; }

    public override int Count => _source.Labels.Length;

    public ImagePreprocessing Preprocessing { get; }

    public bool IsSlow => _source.IsSlow;

    public override IReadOnlyList<long> InputShape => [Preprocessing.Channels, Preprocessing.Height, Preprocessing.Width];

    public override IReadOnlyList<string> ClassNames => _classNames;

    public override IReadOnlyList<int> Labels => _source.Labels;

    public override string NameOf(int sample) => _source.NameOf(sample);

    public override Batch Collate(ReadOnlySpan<int> samples, BatchRequest request)
    {
        using var prepared = Prepare(samples, request);
        return prepared.ToBatch();
    }

    internal override PreparedBatch Prepare(ReadOnlySpan<int> samples, BatchRequest request)
    {
        var writer = WriterFor(request);
        var size = Preprocessing.Channels * Preprocessing.Height * Preprocessing.Width;
        var batch = new PreparedImages(samples, Preprocessing, request.ChannelsLast);
        try
        {
            for (var i = 0; i < samples.Length; i++)
            {
                request.Cancellation.ThrowIfCancellationRequested();
                batch.Labels[i] = _source.Labels[samples[i]];
                WriteSample(samples[i], writer, request, batch.Pixels.Slice(i * size, size));
            }
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    private void WriteSample(int sample, ImageWriter writer, BatchRequest request, Span<float> target)
    {
        var draws = request.Draws(sample);
        try
        {
            var image = _source.Load(sample, (width, height) => writer.IsEnough(width, height, draws));
            writer.Write(image.Pixels, image.Width, image.Height, draws, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SampleException(_source.NameOf(sample), error);
        }
    }

    // All batches of a loader ask alike but for the epoch; its tables are made once.
    private ImageWriter WriterFor(BatchRequest request)
    {
        if (_last is { } last && last.Augmentation == request.Augmentation && last.ChannelsLast == request.ChannelsLast)
            return last.Writer;
        request.Augmentation.Validate(Preprocessing);
        var writer = new ImageWriter(Preprocessing, request.Augmentation, request.ChannelsLast);
        _last = new Cached(request.Augmentation, request.ChannelsLast, writer);
        return writer;
    }

    private sealed record Cached(ImageAugmentation Augmentation, bool ChannelsLast, ImageWriter Writer);
}

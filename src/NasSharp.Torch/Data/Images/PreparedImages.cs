namespace NasSharp.Torch.Data.Images;

/// <summary>A batch of images in memory that tensors can take over.</summary>
internal sealed class PreparedImages : PreparedBatch
{
    private readonly int[] _samples;
    private readonly long[] _shape;
    private readonly bool _channelsLast;
    private readonly HostBuffer _pixels;
    private readonly HostBuffer _labels;

    public PreparedImages(ReadOnlySpan<int> samples, ImagePreprocessing preprocessing, bool channelsLast)
    {
        _samples = samples.ToArray();
        _shape = [samples.Length, preprocessing.Channels, preprocessing.Height, preprocessing.Width];
        _channelsLast = channelsLast;
        _pixels = new HostBuffer(sizeof(float) * _shape.Aggregate(1L, (product, extent) => product * extent));
        _labels = new HostBuffer(sizeof(long) * samples.Length);
    }

    public Span<float> Pixels => _pixels.As<float>();

    public Span<long> Labels => _labels.As<long>();

    public override Batch ToBatch()
    {
        long c = _shape[1], h = _shape[2], w = _shape[3];
        var input = _pixels.ToTensor(_shape, torch.ScalarType.Float32, _channelsLast ? [c * h * w, 1, w * c, c] : null);
        return new Batch(input, _labels.ToTensor([_samples.Length], torch.ScalarType.Int64), _samples);
    }

    public override void Dispose()
    {
        _pixels.Dispose();
        _labels.Dispose();
    }
}

namespace NasSharp.Torch.Data.Images;

/// <summary>Where the images of a data set come from.</summary>
internal abstract class ImageSource(int[] labels, int channels)
{
    /// <summary>The class of each image.</summary>
    public int[] Labels { get; } = labels;

    /// <summary>1 or 3.</summary>
    public int Channels { get; } = channels;

    /// <summary>Whether reading an image is work for several threads.</summary>
    public abstract bool IsSlow { get; }

    /// <summary>How errors call an image.</summary>
    public abstract string NameOf(int index);

    /// <summary>Gives an image; a smaller version of it where that is cheaper and <paramref name="enough"/>.</summary>
    public abstract ImageView Load(int index, Func<int, int, bool> enough);
}

/// <summary>Pixels, [height, width, channels].</summary>
internal readonly ref struct ImageView(ReadOnlySpan<byte> pixels, int width, int height)
{
    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    public int Width { get; } = width;

    public int Height { get; } = height;
}

/// <summary>Images of one size that lie side by side in memory.</summary>
internal sealed class MemoryImages : ImageSource
{
    private readonly byte[] _pixels;
    private readonly int _width;
    private readonly int _height;
    private readonly string _name;

    public MemoryImages(string name, byte[] pixels, int[] labels, int height, int width, int channels)
        : base(labels, channels)
    {
        if ((long)labels.Length * height * width * channels != pixels.Length)
            throw new ArgumentException($"{name}: {pixels.Length} bytes are not {labels.Length} images of {height} x {width} x {channels}.");
        (_name, _pixels, _height, _width) = (name, pixels, height, width);
    }

    public int Width => _width;

    public int Height => _height;

    public override bool IsSlow => false;

    public override string NameOf(int index) => $"image {index} of {_name}";

    public override ImageView Load(int index, Func<int, int, bool> enough)
    {
        var size = _width * _height * Channels;
        return new ImageView(_pixels.AsSpan(index * size, size), _width, _height);
    }

    /// <summary>Mean and standard deviation of each channel on the scale from 0 to 1, over all pixels.</summary>
    public (double[] Mean, double[] Std) Statistics()
    {
        var counts = new long[Channels, 256];
        for (var i = 0; i < _pixels.Length; i += Channels)
            for (var c = 0; c < Channels; c++)
                counts[c, _pixels[i + c]]++;
        var mean = new double[Channels];
        var std = new double[Channels];
        var pixels = (double)_pixels.Length / Channels;
        for (var c = 0; c < Channels; c++)
        {
            var values = Enumerable.Range(0, 256).Select(v => (Value: v / 255.0, Part: counts[c, v] / pixels)).ToArray();
            var m = values.Sum(v => v.Value * v.Part);
            mean[c] = Math.Round(m, 6);
            // A channel that never changes is only shifted.
            var s = Math.Sqrt(values.Sum(v => (v.Value - m) * (v.Value - m) * v.Part));
            std[c] = s > 1e-6 ? Math.Round(s, 6) : 1;
        }
        return (mean, std);
    }
}

/// <summary>Image files that are decoded when they are asked for.</summary>
internal sealed class ImageFiles(string[] paths, int[] labels, int channels) : ImageSource(labels, channels)
{
    public override bool IsSlow => true;

    public override string NameOf(int index) => paths[index];

    public override ImageView Load(int index, Func<int, int, bool> enough)
    {
        var image = ImageDecoder.Decode(File.ReadAllBytes(paths[index]), paths[index], Channels, enough);
        return new ImageView(image.Pixels, image.Width, image.Height);
    }
}

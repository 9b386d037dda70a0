using System.Formats.Tar;
using System.IO.Compression;

namespace NasSharp.Torch.Data.Formats;

/// <summary>Images and labels in the binary record format of CIFAR-10 and CIFAR-100.</summary>
public sealed class CifarRecords
{
    /// <summary>Rows and columns of every image.</summary>
    public const int Side = 32;

    private const int PixelBytes = 3 * Side * Side;

    private CifarRecords(byte[] pixels, int[] labels)
    {
        Pixels = pixels;
        Labels = labels;
    }

    /// <summary>All images, [count, 32, 32, 3]: rows of interleaved red, green and blue.</summary>
    public byte[] Pixels { get; }

    /// <summary>The class of each image; for CIFAR-100 the fine class.</summary>
    public int[] Labels { get; }

    /// <summary>Reads one or more files of records, plain or gzipped, in the order given.</summary>
    /// <param name="paths">The files, <c>data_batch_1.bin</c> and so on.</param>
    /// <param name="classes">10 or 100; with 100 a record starts with the coarse class, which is not used.</param>
    /// <exception cref="DataFormatException">A file is not made of such records.</exception>
    public static CifarRecords Read(IReadOnlyList<string> paths, int classes)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Join([.. paths.Select(path => ByteInput.FromFile(path, (stream, name) => Read(stream, name, classes)))]);
    }

    /// <summary>Reads records from a seekable stream, plain or gzipped.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="classes">10 or 100.</param>
    /// <exception cref="DataFormatException">The content is not made of such records.</exception>
    public static CifarRecords Read(Stream input, string name, int classes)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckClasses(classes);
        return Parse(ReadAll(input, name), name, classes);
    }

    private static byte[] ReadAll(Stream input, string name) => ByteInput.Guard(name, "CIFAR file", () =>
    {
        var stream = ByteInput.Open(input, out var packed);
        var most = packed ? ByteInput.Capacity(input.Length) : input.Length - input.Position;
        return ByteInput.ReadUpTo(stream, Math.Min(Array.MaxLength, most));
    });

    /// <summary>Whether a file, plain or gzipped, consists of CIFAR-10 records rather than of CIFAR-100's, which are a byte longer.</summary>
    internal static bool IsCifar10(string path) => ByteInput.FromFile(path, (stream, name) =>
        ReadAll(stream, name) is { Length: > 0 } bytes && bytes.Length % (1 + PixelBytes) == 0 && bytes.Length % (2 + PixelBytes) != 0);

    /// <summary>Reads records out of an official archive (<c>cifar-10-binary.tar.gz</c>) without unpacking it to the disk.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="entries">The file names wanted, without folders, in the order wanted.</param>
    /// <param name="classes">10 or 100.</param>
    /// <exception cref="DataFormatException">The archive is damaged or lacks an entry.</exception>
    public static CifarRecords ReadArchive(string path, IReadOnlyList<string> entries, int classes) =>
        ByteInput.FromFile(path, (stream, name) => ReadArchive(stream, name, entries, classes));

    /// <summary>Reads records out of a <c>.tar.gz</c> stream.</summary>
    /// <param name="input">The seekable stream of the archive.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="entries">The file names wanted, without folders, in the order wanted.</param>
    /// <param name="classes">10 or 100.</param>
    /// <exception cref="DataFormatException">The archive is damaged or lacks an entry.</exception>
    public static CifarRecords ReadArchive(Stream input, string name, IReadOnlyList<string> entries, int classes)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(entries);
        CheckClasses(classes);
        return ByteInput.Guard(name, "CIFAR archive", () =>
        {
            var capacity = ByteInput.Capacity(input.Length);
            var found = new Dictionary<string, CifarRecords>();
            using var tar = new TarReader(new GZipStream(input, CompressionMode.Decompress, leaveOpen: true));
            while (found.Count < entries.Count && tar.GetNextEntry() is { } entry)
            {
                var file = Path.GetFileName(entry.Name);
                if (entry.DataStream is null || !entries.Contains(file) || found.ContainsKey(file))
                    continue;
                var bytes = ByteInput.ReadUpTo(entry.DataStream, Math.Min(Array.MaxLength, Math.Min(entry.Length, capacity)));
                if (bytes.Length < entry.Length)
                    throw new DataFormatException(name, $"is cut inside {file}: {bytes.Length} of {entry.Length} bytes; download it again");
                found[file] = Parse(bytes, $"{name}:{file}", classes);
            }
            if (entries.FirstOrDefault(file => !found.ContainsKey(file)) is { } missing)
                throw new DataFormatException(name, $"has no entry {missing}; expected an official CIFAR-{classes} binary archive");
            return Join([.. entries.Select(file => found[file])]);
        });
    }

    private static void CheckClasses(int classes)
    {
        if (classes is not (10 or 100))
            throw new ArgumentOutOfRangeException(nameof(classes), classes, "CIFAR has 10 or 100 classes.");
    }

    private static CifarRecords Parse(byte[] bytes, string name, int classes)
    {
        var labelBytes = classes == 10 ? 1 : 2;
        var record = labelBytes + PixelBytes;
        if (bytes.Length == 0 || bytes.Length % record != 0)
            throw new DataFormatException(name, $"has {bytes.Length} bytes, expected a multiple of {record} (CIFAR-{classes} records); copy or download it again");
        var count = bytes.Length / record;
        var pixels = new byte[count * PixelBytes];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = bytes[i * record + labelBytes - 1];
            if (labels[i] >= classes)
                throw new DataFormatException(name, $"record {i} has class {labels[i]}, expected 0 to {classes - 1}");
            Interleave(bytes.AsSpan(i * record + labelBytes, PixelBytes), pixels.AsSpan(i * PixelBytes, PixelBytes));
        }
        return new CifarRecords(pixels, labels);
    }

    private static void Interleave(ReadOnlySpan<byte> planes, Span<byte> rows)
    {
        for (var p = 0; p < Side * Side; p++)
        {
            rows[3 * p] = planes[p];
            rows[3 * p + 1] = planes[Side * Side + p];
            rows[3 * p + 2] = planes[2 * Side * Side + p];
        }
    }

    private static CifarRecords Join(IReadOnlyList<CifarRecords> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var pixels = new byte[parts.Sum(p => p.Pixels.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.Pixels.CopyTo(pixels, at);
            at += part.Pixels.Length;
        }
        return new CifarRecords(pixels, [.. parts.SelectMany(p => p.Labels)]);
    }
}

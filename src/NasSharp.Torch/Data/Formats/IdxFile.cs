using System.Buffers.Binary;

namespace NasSharp.Torch.Data.Formats;

/// <summary>An array of bytes in the IDX format of MNIST and Fashion-MNIST, plain or gzipped.</summary>
public sealed class IdxFile
{
    private const int ByteElements = 0x08;

    private IdxFile(int[] shape, byte[] values)
    {
        Shape = shape;
        Values = values;
    }

    /// <summary>The sizes of the dimensions, outermost first: [count, rows, columns] for images, [count] for labels.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The elements in row-major order.</summary>
    public byte[] Values { get; }

    /// <summary>Reads an IDX file of unsigned bytes.</summary>
    /// <param name="path">The file; gzip is recognised by content, not by name.</param>
    /// <param name="rank">The number of dimensions it must have: 3 for images, 1 for labels.</param>
    /// <exception cref="DataFormatException">The content is not such a file.</exception>
    public static IdxFile Read(string path, int rank) => ByteInput.FromFile(path, (stream, name) => Read(stream, name, rank));

    /// <summary>Reads an IDX array from a seekable stream.</summary>
    /// <param name="input">The stream, plain or gzipped.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="rank">The number of dimensions it must have.</param>
    /// <exception cref="DataFormatException">The content is not such an array.</exception>
    public static IdxFile Read(Stream input, string name, int rank)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, 8);
        return ByteInput.Guard(name, "IDX file", () => ReadChecked(input, name, rank));
    }

    private static IdxFile ReadChecked(Stream input, string name, int rank)
    {
        var stream = ByteInput.Open(input, out var packed);
        var header = ByteInput.ReadUpTo(stream, 4 + 4 * rank);
        if (header.Length < 4)
            throw new DataFormatException(name, $"{header.Length} bytes are too few for an IDX file; copy or download it again");
        if (header[0] != 0 || header[1] != 0 || header[2] != ByteElements || header[3] != rank)
            throw new DataFormatException(name, $"starts with {Convert.ToHexString(header.AsSpan(0, 4))}, expected 000008{rank:X2} "
                + $"(an IDX file of bytes with {rank} dimension{(rank == 1 ? "" : "s")})");
        if (header.Length < 4 + 4 * rank)
            throw new DataFormatException(name, "ends inside the IDX header; copy or download it again");

        var capacity = packed ? ByteInput.Capacity(input.Length) : input.Length - input.Position;
        var shape = new int[rank];
        var size = 1L;
        for (var i = 0; i < rank; i++)
        {
            var extent = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + 4 * i));
            size = extent <= int.MaxValue && size * extent <= Array.MaxLength ? size * extent : long.MaxValue;
            if (size > capacity)
                throw new DataFormatException(name, $"the header promises more elements ({Describe(header, rank)}) than the file can hold; copy or download it again");
            shape[i] = (int)extent;
        }
        var values = ByteInput.ReadUpTo(stream, size);
        if (values.Length < size)
            throw new DataFormatException(name, $"holds {values.Length} of the {size} elements that its header promises ({Describe(header, rank)}); copy or download it again");
        if (stream.ReadByte() >= 0)
            throw new DataFormatException(name, $"goes on after the {size} elements that its header promises ({Describe(header, rank)})");
        return new IdxFile(shape, values);
    }

    private static string Describe(byte[] header, int rank) =>
        string.Join(" x ", Enumerable.Range(0, rank).Select(i => BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + 4 * i))));
}

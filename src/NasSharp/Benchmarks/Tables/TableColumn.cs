using System.IO.MemoryMappedFiles;

namespace NasSharp.Benchmarks.Tables;

/// <summary>One column of a <see cref="TableFile"/>.</summary>
internal sealed class TableColumn(MemoryMappedViewAccessor view, long offset, int digits)
{
    private readonly double _scale = digits >= 0 ? Math.Pow(10, digits) : 1;

    /// <summary>The value of a row; not a number where it is missing.</summary>
    public double this[int row]
    {
        get
        {
            if (digits < 0)
                return view.ReadDouble(offset + 8L * row);
            var whole = view.ReadInt32(offset + 4L * row);
            return whole == int.MinValue ? double.NaN : whole / _scale;
        }
    }

    /// <summary>The bytes of a row of a column without meaning to the table.</summary>
    public void Read(int row, byte[] target) => view.ReadArray(offset + (long)target.Length * row, target, 0, target.Length);

    /// <summary>Bytes from anywhere in a column without meaning to the table.</summary>
    public byte[] Bytes(int start, int count)
    {
        var target = new byte[count];
        view.ReadArray(offset + start, target, 0, count);
        return target;
    }
}

using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;

namespace NasSharp.Torch.Tests.Data;

/// <summary>Small data files made on the spot, and where the carried ones lie.</summary>
internal static class TestFiles
{
    public static string CarriedSubset { get; } = FindUpward(Path.Combine("data", "fashion-mnist-subset"));

    /// <summary>A folder of larger public data sets, when this machine has one.</summary>
    public static string? LargeData(string name)
    {
        foreach (var root in new[] { Environment.GetEnvironmentVariable("NASSHARP_DATA"), Path.Combine(CarriedSubset, "../../../shared/data") })
            if (root is not null && Directory.Exists(Path.Combine(root, name)))
                return Path.Combine(root, name);
        return null;
    }

    public static byte[] Idx(int[] shape, byte[] body)
    {
        var file = new byte[4 + 4 * shape.Length + body.Length];
        file[2] = 8;
        file[3] = (byte)shape.Length;
        for (var i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + 4 * i), shape[i]);
        body.CopyTo(file, 4 + 4 * shape.Length);
        return file;
    }

    /// <summary>CIFAR records whose labels are 0, 1, 2, ... and whose channel c of pixel p of record r is r + 2 p + 50 c.</summary>
    public static byte[] Cifar(int count, int classes)
    {
        using var file = new MemoryStream();
        for (var r = 0; r < count; r++)
        {
            if (classes == 100)
                file.WriteByte(99);
            file.WriteByte((byte)(r % classes));
            for (var c = 0; c < 3; c++)
                for (var p = 0; p < 1024; p++)
                    file.WriteByte((byte)(r + 2 * p + 50 * c));
        }
        return file.ToArray();
    }

    public static byte[] Gzip(byte[] raw)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
            gzip.Write(raw);
        return file.ToArray();
    }

    public static byte[] TarGz(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var tar = new TarWriter(file, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in entries)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return Gzip(file.ToArray());
    }

    private static string FindUpward(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, relative)))
                return Path.Combine(folder.FullName, relative);
        throw new DirectoryNotFoundException($"{relative} lies in no folder above {AppContext.BaseDirectory}");
    }
}

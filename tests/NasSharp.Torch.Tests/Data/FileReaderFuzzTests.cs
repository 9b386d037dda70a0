using FsCheck;
using FsCheck.Fluent;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Formats;
using NasSharp.Torch.Data.Images;

namespace NasSharp.Torch.Tests.Data;

/// <summary>Whatever the bytes: a result or one line that names the file, soon, and within the memory that the file can fill.</summary>
public sealed class FileReaderFuzzTests
{
    private static readonly (string Name, byte[] Valid, Action<byte[]> Read)[] Readers =
    [
        ("idx", TestFiles.Idx([3, 4, 5], new byte[60]), f => IdxFile.Read(new MemoryStream(f), "fuzz", 3)),
        ("idx.gz", TestFiles.Gzip(TestFiles.Idx([60], new byte[60])), f => IdxFile.Read(new MemoryStream(f), "fuzz", 1)),
        ("cifar10", TestFiles.Cifar(2, 10), f => CifarRecords.Read(new MemoryStream(f), "fuzz", 10)),
        ("cifar100.gz", TestFiles.Gzip(TestFiles.Cifar(2, 100)), f => CifarRecords.Read(new MemoryStream(f), "fuzz", 100)),
        ("cifar.tar.gz", TestFiles.TarGz(("d/a.bin", TestFiles.Cifar(2, 10))), f => CifarRecords.ReadArchive(new MemoryStream(f), "fuzz", ["a.bin"], 10)),
        ("tar", Ungzip(TestFiles.TarGz(("d/a.bin", TestFiles.Cifar(1, 10)))), f => CifarRecords.ReadArchive(new MemoryStream(TestFiles.Gzip(f)), "fuzz", ["a.bin"], 10)),
        ("png", PngWriter.Rgb(9, 7, (x, y, s) => x * y + s), f => ImageDecoder.Decode(f, "fuzz")),
        ("jpeg", JpegWriter.Write(new byte[24 * 24 * 3], 24, 24, 3), f => ImageDecoder.Decode(f, "fuzz", 1)),
        ("progressive jpeg", JpegWriter.Write([.. Enumerable.Range(0, 768).Select(i => (byte)(i * 37))], 16, 16, 3, progressive: true), f => ImageDecoder.Decode(f, "fuzz", 3, 4)),
        ("jpeg by libvips", JpegWriter.Write(new byte[16 * 16 * 3], 16, 16, 3), f => Vips.Decode(f, "fuzz", 3, jpeg: true, (_, _) => false)),
    ];

    public static TheoryData<string> Names => [.. Readers.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reader_given_arbitrary_bytes_answers_in_one_line(string name)
    {
        var reader = Readers.Single(r => r.Name == name);
        var arbitrary = ArbMap.Default.ArbFor<byte[]>();
        // A valid start leads deeper into the reader than noise alone.
        Prop.ForAll(arbitrary, arbitrary, Gen.Choose(0, 64).ToArbitrary(), (noise, more, kept) =>
        {
            byte[] file = [.. reader.Valid.Take(kept), .. noise ?? [], .. more ?? []];
            return Survives(reader.Read, file);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reader_given_a_damaged_file_answers_in_one_line(string name)
    {
        var reader = Readers.Single(r => r.Name == name);
        reader.Read(reader.Valid); // undamaged, it is read
        var damage = Gen.Choose(0, 8 * reader.Valid.Length - 1).ListOf(4).Select(bits => bits.ToArray()).ToArbitrary();
        Prop.ForAll(damage, Gen.Choose(0, reader.Valid.Length).ToArbitrary(), (bits, cut) =>
        {
            var file = (byte[])reader.Valid.Clone();
            foreach (var bit in bits)
                file[bit / 8] ^= (byte)(1 << (bit % 8));
            return Survives(reader.Read, file) && Survives(reader.Read, file[..cut]) && Survives(reader.Read, reader.Valid[..cut]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));
    }

    private static bool Survives(Action<byte[]> read, byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(file);
        }
        catch (DataFormatException error)
        {
            Assert.StartsWith("fuzz", error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
        // Deflate's greatest ratio is 1032, and reading doubles its buffer; a fixed part for streams and messages.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1100L * (file.Length + 64) + (4 << 20));
        return true;
    }

    private static byte[] Ungzip(byte[] packed)
    {
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress);
        using var raw = new MemoryStream();
        gzip.CopyTo(raw);
        return raw.ToArray();
    }
}

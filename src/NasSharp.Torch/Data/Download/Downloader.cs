using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using NasSharp.Torch.IO;

namespace NasSharp.Torch.Data.Download;

/// <summary>
/// Brings files of known size and checksum. An unfinished file stays beside its target as <c>NAME.part</c> and is continued by the
/// next call; only a complete file whose checksum is right gets its name.
/// </summary>
public static class Downloader
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
    {
        Timeout = Timeout.InfiniteTimeSpan, // silence is what counts, not the size of the file
    };

    /// <summary>Makes sure that the file lies in the folder and is whole; one that does already is only checked.</summary>
    /// <param name="file">What to bring.</param>
    /// <param name="folder">Where to put it; made when missing.</param>
    /// <param name="options">Patience and progress.</param>
    /// <param name="cancellation">Stops at the next piece; what has come is kept for the next call.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="DownloadException">No address gave the file.</exception>
    public static async Task<string> FetchAsync(RemoteFile file, string folder, DownloadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new DownloadOptions();
        options.Validate();
        var target = Path.Combine(folder, file.Name);
        if (File.Exists(target) && new FileInfo(target).Length == file.Size && await HasChecksum(target, file, cancellation).ConfigureAwait(false))
            return target;

        Directory.CreateDirectory(folder);
        var failures = new List<string>();
        Exception? last = null;
        foreach (var address in file.Addresses)
        {
            try
            {
                await FetchFrom(address, file, target, options, cancellation).ConfigureAwait(false);
                return target;
            }
            catch (TransferException error)
            {
                failures.Add($"{address}: {error.Message}");
                last = error;
            }
        }
        throw new DownloadException($"Cannot download {string.Join("; ", failures)}. Fetch it by hand ({file.Size} bytes, MD5 {file.Md5}) and put it at {target}", last);
    }

    private static async Task FetchFrom(Uri address, RemoteFile file, string target, DownloadOptions options, CancellationToken cancellation)
    {
        var part = target + ".part";
        var fresh = false; // whether all of the part file came from this call
        var furthest = SizeOf(part);
        for (var failures = 0; ;)
        {
            var before = SizeOf(part);
            try
            {
                fresh |= before == 0;
                if (before < file.Size)
                    fresh |= await Transfer(address, file, part, options, cancellation).ConfigureAwait(false);
                if (await HasChecksum(part, file, cancellation).ConfigureAwait(false))
                {
                    File.Move(part, target, overwrite: true);
                    AtomicFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
                    return;
                }
                File.Delete(part);
                if (fresh)
                    throw new TransferException($"the MD5 of what came is not {file.Md5}", retry: false);
            }
            catch (Exception error) when (Describe(error, options, cancellation) is { } failure)
            {
                failures = SizeOf(part) > furthest ? 1 : failures + 1;
                furthest = Math.Max(furthest, SizeOf(part));
                if (!failure.Retry || failures >= options.Attempts)
                    throw failure;
                await Task.Delay(Pause(options, failures), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Appends to the part file until it is complete; returns whether the server made it start anew.</summary>
    private static async Task<bool> Transfer(Uri address, RemoteFile file, string part, DownloadOptions options, CancellationToken cancellation)
    {
        await using var output = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(options.Silence);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (output.Length > 0)
            request.Headers.Range = new RangeHeaderValue(output.Length, null);
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        var restarted = false;
        if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != output.Length)
        {
            if (response.StatusCode != HttpStatusCode.OK && output.Length == 0)
                throw Refused(response);
            output.SetLength(0); // the server does not continue, or not where it was asked to
            restarted = true;
            if (response.StatusCode != HttpStatusCode.OK)
                throw Refused(response);
        }
        output.Seek(0, SeekOrigin.End);
        if (response.Content.Headers.ContentLength is { } announced && output.Length + announced != file.Size)
            throw new TransferException($"it has {output.Length + announced} bytes, expected {file.Size}", retry: false);

        await using var input = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        while (true)
        {
            silence.CancelAfter(options.Silence);
            var count = await input.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            if (count == 0)
                break;
            if (output.Length + count > file.Size)
            {
                output.SetLength(0);
                throw new TransferException($"it sends more than the expected {file.Size} bytes", retry: false);
            }
            await output.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            options.Progress?.Invoke(new DownloadProgress(file.Name, output.Position, file.Size));
        }
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        if (output.Length < file.Size)
            throw new TransferException($"the connection ended after {output.Length} of {file.Size} bytes", retry: true);
        output.Flush(flushToDisk: true);
        return restarted;
    }

    private static TransferException Refused(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var retry = status is 206 or 408 or 416 or 429 or >= 500;
        return new TransferException($"the server answers {status} {response.ReasonPhrase}", retry);
    }

    /// <summary>What an error means for the next try; null for errors that are not the network's.</summary>
    private static TransferException? Describe(Exception error, DownloadOptions options, CancellationToken cancellation) => error switch
    {
        TransferException transfer => transfer,
        OperationCanceledException when !cancellation.IsCancellationRequested =>
            new TransferException($"the server was silent for {options.Silence.TotalSeconds:0.#} s", retry: true, error),
        HttpRequestException or HttpIOException => new TransferException(error.Message.TrimEnd('.'), retry: true, error),
        IOException { InnerException: System.Net.Sockets.SocketException } => new TransferException(error.Message.TrimEnd('.'), retry: true, error),
        _ => null,
    };

    private static TimeSpan Pause(DownloadOptions options, int failures) =>
        TimeSpan.FromSeconds(Math.Min(60, options.FirstPause.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 10))));

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static async Task<bool> HasChecksum(string path, RemoteFile file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        var hash = await MD5.HashDataAsync(stream, cancellation).ConfigureAwait(false);
        return stream.Length == file.Size && Convert.ToHexStringLower(hash).Equals(file.Md5, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One address failed; <see cref="Retry"/> tells whether asking it again can help.</summary>
    private sealed class TransferException(string message, bool retry, Exception? inner = null) : Exception(message, inner)
    {
        public bool Retry => retry;
    }
}

using System.Runtime.InteropServices;

namespace NasSharp.Torch.Tests.Data;

/// <summary>Makes JPEG files with libjpeg-turbo.</summary>
internal static unsafe partial class JpegWriter
{
    /// <param name="pixels">[height, width, channels].</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1, 3, or 4 for inks.</param>
    /// <param name="progressive">In several scans.</param>
    public static byte[] Write(byte[] pixels, int width, int height, int channels, bool progressive = false)
    {
        var handle = InitCompress();
        try
        {
            byte* file = null;
            nuint size = 0;
            fixed (byte* source = pixels)
            {
                var format = channels switch { 1 => 6, 3 => 0, _ => 11 };
                var subsampling = channels == 1 ? 3 : 0;
                if (Compress(handle, source, width, 0, height, format, ref file, ref size, subsampling, 98, progressive ? 16384 : 0) != 0)
                    throw new InvalidOperationException("tjCompress2 failed");
            }
            var result = new ReadOnlySpan<byte>(file, (int)size).ToArray();
            Free(file);
            return result;
        }
        finally
        {
            _ = Destroy(handle);
        }
    }

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjFree")]
    private static partial void Free(byte* buffer);

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjCompress2")]
    private static partial int Compress(nint handle, byte* source, int width, int pitch, int height, int format, ref byte* file, ref nuint size,
        int subsampling, int quality, int flags);
}

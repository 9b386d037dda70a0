using System.Runtime.InteropServices;

namespace NasSharp.Torch.Data.Images;

/// <summary>JPEG decoding through libjpeg-turbo's TurboJPEG interface.</summary>
internal static partial class TurboJpeg
{
    private const int Rgb = 0, Grey = 6, Cmyk = 11;
    private const int CmykSpace = 3;
    private const int LimitScans = 32768; // a progressive file of a thousand scans would take minutes

    private const string Library = "libturbojpeg.so.0";

    private static readonly Lazy<bool> Found = new(() => NativeLibrary.TryLoad(Library, out _));

    [ThreadStatic] private static Decompressor? s_decompressor;

    /// <summary>Whether the library is installed.</summary>
    public static bool Available => Found.Value;

    /// <summary>Decodes at the smallest of the scales 1, 1/2, 1/4 and 1/8 that still has <paramref name="enough"/>.</summary>
    public static unsafe DecodedImage Decode(byte[] file, string name, int channels, Func<int, int, bool> enough)
    {
        var handle = (s_decompressor ??= new Decompressor()).DangerousGetHandle();
        fixed (byte* bytes = file)
        {
            if (DecompressHeader(handle, bytes, (nuint)file.Length, out var width, out var height, out _, out var space) != 0)
                throw Failure(name, "not a readable JPEG image", Message(handle));
            ImageLimits.CheckJpeg(name, width, height, file.Length);
            var scale = 1;
            while (scale < 8 && enough(Scaled(width, 2 * scale), Scaled(height, 2 * scale)))
                scale *= 2;
            (width, height) = (Scaled(width, scale), Scaled(height, scale));
            var stored = space >= CmykSpace ? 4 : channels;
            var format = stored == 4 ? Cmyk : stored == 1 ? Grey : Rgb;
            var pixels = GC.AllocateUninitializedArray<byte>(width * height * stored);
            fixed (byte* target = pixels)
            {
                if (Decompress(handle, bytes, (nuint)file.Length, target, width, width * stored, height, format, LimitScans) != 0
                    && !Harmless(Message(handle)))
                    throw Failure(name, "the JPEG image is damaged", Message(handle));
            }
            return stored == 4 ? FromCmyk(pixels, width, height, channels) : new DecodedImage(pixels, width, height, channels);
        }
    }

    // A decoder that has failed remembers half of the damaged file, and would fail on the next one.
    private static DataFormatException Failure(string name, string problem, string message)
    {
        s_decompressor?.Dispose();
        s_decompressor = null;
        return new DataFormatException(name, $"{problem} ({message}); copy or download it again");
    }

    private static int Scaled(int size, int scale) => (size + scale - 1) / scale;

    // Cameras leave such bytes between segments; the picture is whole.
    private static bool Harmless(string message) => message.Contains("extraneous bytes before marker", StringComparison.Ordinal);

    // JPEG files of four colours hold inverted inks, as Adobe's programs write them.
    private static DecodedImage FromCmyk(byte[] inks, int width, int height, int channels)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
            for (var c = 0; c < 3; c++)
                pixels[3 * i + c] = (byte)((inks[4 * i + c] * inks[4 * i + 3] + 127) / 255);
        var image = new DecodedImage(pixels, width, height, 3);
        return channels == 3 ? image : Luminance.ToGrey(image);
    }

    private static string Message(nint handle) => Marshal.PtrToStringUTF8(GetError(handle)) ?? "unknown error";

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    private static partial nint Initialize();

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint GetError(nint handle);

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    private static unsafe partial int DecompressHeader(nint handle, byte* bytes, nuint size, out int width, out int height, out int subsampling, out int space);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    private static unsafe partial int Decompress(nint handle, byte* bytes, nuint size, byte* target, int width, int pitch, int height, int format, int flags);

    /// <summary>One decoder for each thread, released with it.</summary>
    private sealed class Decompressor : SafeHandle
    {
        public Decompressor()
            : base(0, ownsHandle: true) => SetHandle(Initialize());

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle() => Destroy(handle) == 0;
    }
}

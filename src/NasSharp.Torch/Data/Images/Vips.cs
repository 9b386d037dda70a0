using System.Runtime.InteropServices;

namespace NasSharp.Torch.Data.Images;

/// <summary>Image decoding through libvips: JPEG where libjpeg-turbo is missing, and WebP, TIFF and GIF.</summary>
internal static unsafe partial class Vips
{
    private const string Library = "libvips.so.42";
    private const string GObject = "libgobject-2.0.so.0";
    private const string GLib = "libglib-2.0.so.0";
    private const int WarningLevel = 1 << 4;
    private const int Srgb = 22, BlackWhite = 1, UnsignedChar = 0;

    private static readonly Lazy<bool> Found = new(Load);

    /// <summary>Whether the library is installed and starts.</summary>
    public static bool Available => Found.Value;

    /// <summary>Decodes; a JPEG at the smallest of the scales 1, 1/2, 1/4 and 1/8 that still has <paramref name="enough"/>.</summary>
    public static DecodedImage Decode(byte[] file, string name, int channels, bool jpeg, Func<int, int, bool> enough)
    {
        if (!Available)
            throw new DllNotFoundException($"{name}: reading this image needs libvips; install it: apt-get install libvips42");
        fixed (byte* bytes = file)
        {
            try
            {
                var scale = 1;
                if (jpeg)
                {
                    using var header = Open(bytes, file.Length, name, "");
                    while (scale < 8 && enough(header.Width / (2 * scale), header.Height / (2 * scale)))
                        scale *= 2;
                }
                // Truncated and damaged files fail instead of giving grey pixels.
                using var image = Open(bytes, file.Length, name, jpeg && scale > 1 ? $"[fail_on=error,shrink={scale}]" : "[fail_on=error]");
                return Read(image, name, channels);
            }
            finally
            {
                ThreadShutdown();
            }
        }
    }

    private static Image Open(byte* bytes, int size, string name, string options)
    {
        var image = new Image(NewFromBuffer(bytes, (nuint)size, options, 0), name);
        var most = Math.Max(ImageLimits.MaxPixels / 64, (size + 64L) * 1032);
        ImageLimits.Check(name, image.Width, image.Height, size, most);
        return image;
    }

    private static DecodedImage Read(Image image, string name, int channels)
    {
        using var colour = new Image(Colourspace(image.Pointer, out var a, channels == 1 ? BlackWhite : Srgb, 0) == 0 ? a : 0, name);
        using var bands = new Image(ExtractBand(colour.Pointer, out var b, 0, "n", channels, 0) == 0 ? b : 0, name);
        using var bytes = new Image(Cast(bands.Pointer, out var c, UnsignedChar, 0) == 0 ? c : 0, name);
        var memory = WriteToMemory(bytes.Pointer, out var length);
        if (memory == null)
            throw Error(name);
        try
        {
            var expected = (long)bytes.Width * bytes.Height * channels;
            if ((long)length != expected)
                throw new DataFormatException(name, $"decoded to {length} bytes, expected {expected}");
            return new DecodedImage(new ReadOnlySpan<byte>(memory, (int)length).ToArray(), bytes.Width, bytes.Height, channels);
        }
        finally
        {
            Free(memory);
        }
    }

    private static DataFormatException Error(string name)
    {
        var message = (Marshal.PtrToStringUTF8(ErrorBuffer()) ?? "").Trim();
        ErrorClear();
        return new DataFormatException(name, $"not a readable image ({(message.Length == 0 ? "unknown error" : message)}); copy or download it again");
    }

    private static bool Load()
    {
        if (!NativeLibrary.TryLoad(Library, out var library) || Initialize("nassharp") != 0)
            return false;
        SetLogHandler("VIPS", WarningLevel, &Ignore, 0); // what is wrong with a file stands in the exception, not on the terminal
        ConcurrencySet(1); // the loader's workers are the parallelism
        CacheSetMax(0);
        if (NativeLibrary.TryGetExport(library, "vips_block_untrusted_set", out var block))
            ((delegate* unmanaged<int, void>)block)(1); // loaders that libvips itself does not trust with foreign files
        return true;
    }

    [UnmanagedCallersOnly]
    private static void Ignore(nint domain, int level, nint message, nint data)
    {
    }

    [LibraryImport(GLib, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint SetLogHandler(string domain, int levels, delegate* unmanaged<nint, int, nint, nint, void> handler, nint data);

    [LibraryImport(Library, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Initialize(string program);

    [LibraryImport(Library, EntryPoint = "vips_concurrency_set")]
    private static partial void ConcurrencySet(int threads);

    [LibraryImport(Library, EntryPoint = "vips_cache_set_max")]
    private static partial void CacheSetMax(int operations);

    [LibraryImport(Library, EntryPoint = "vips_thread_shutdown")]
    private static partial void ThreadShutdown();

    [LibraryImport(Library, EntryPoint = "vips_error_buffer")]
    private static partial nint ErrorBuffer();

    [LibraryImport(Library, EntryPoint = "vips_error_clear")]
    private static partial void ErrorClear();

    // The following take pairs of option name and value up to a null; integer arguments pass alike in variadic calls on Linux.
    [LibraryImport(Library, EntryPoint = "vips_image_new_from_buffer", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint NewFromBuffer(byte* bytes, nuint size, string options, nint end);

    [LibraryImport(Library, EntryPoint = "vips_colourspace")]
    private static partial int Colourspace(nint image, out nint result, int space, nint end);

    [LibraryImport(Library, EntryPoint = "vips_extract_band", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExtractBand(nint image, out nint result, int first, string option, int count, nint end);

    [LibraryImport(Library, EntryPoint = "vips_cast")]
    private static partial int Cast(nint image, out nint result, int format, nint end);

    [LibraryImport(Library, EntryPoint = "vips_image_get_width")]
    private static partial int GetWidth(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_height")]
    private static partial int GetHeight(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_write_to_memory")]
    private static partial void* WriteToMemory(nint image, out nuint size);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    private static partial void Unref(nint image);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    private static partial void Free(void* memory);

    /// <summary>One reference to a VipsImage; a null one is the library's error.</summary>
    private sealed class Image : IDisposable
    {
        public Image(nint pointer, string name) => Pointer = pointer != 0 ? pointer : throw Error(name);

        public nint Pointer { get; }

        public int Width => GetWidth(Pointer);

        public int Height => GetHeight(Pointer);

        public void Dispose() => Unref(Pointer);
    }
}

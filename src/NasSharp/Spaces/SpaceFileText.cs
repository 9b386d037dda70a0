using System.Text;

namespace NasSharp.Spaces;

/// <summary>Reads the text of a space or architecture file; whatever is wrong with the file ends in the caller's exception.</summary>
internal static class SpaceFileText
{
    private const long MaxBytes = 64L << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Read(string path, Func<string, Exception?, NasSharpException> fail)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes } file)
                throw fail($"{path}: the file has {file.Length >> 20} MiB; at most {MaxBytes >> 20} are read.", null);
            return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw fail($"{path}: the file is not text in UTF-8.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw fail($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw fail($"{path}: the file cannot be read: {e.Message}", e);
        }
    }
}

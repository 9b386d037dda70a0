namespace NasSharp.Zoo;

/// <summary>The architecture files that the library carries.</summary>
internal static class PublishedFile
{
    /// <summary>The text of a file, by its name without folder and ending, such as <c>darts-v2</c>.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(PublishedFile).Assembly.GetManifestResourceStream($"NasSharp.Zoo.Published.{name}.json")
            ?? throw new InvalidOperationException($"The library carries no architecture file '{name}.json'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

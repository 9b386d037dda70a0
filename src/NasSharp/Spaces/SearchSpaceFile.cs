using NasSharp.Torch.IO;

namespace NasSharp.Spaces;

/// <summary>Search-space files: NNI's JSON.</summary>
public static class SearchSpaceFile
{
    /// <summary>Reads a file; its order is the order of the space.</summary>
    /// <exception cref="SearchSpaceException">The file is missing or no search space; the message names file and place.</exception>
    public static SearchSpace Read(string path)
        => SearchSpace.Parse(SpaceFileText.Read(path, (what, inner) => new SearchSpaceException(what, inner)), path);

    /// <summary>Writes the file, all or nothing.</summary>
    public static void Write(string path, SearchSpace space, KeyOrder order = KeyOrder.Network)
    {
        ArgumentNullException.ThrowIfNull(space);
        AtomicFile.WriteAllText(path, space.ToJson(order));
    }
}

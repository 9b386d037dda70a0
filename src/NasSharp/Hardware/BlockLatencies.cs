using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>
/// Reads tables that name blocks by their shapes, as those of ProxylessNAS and Once-for-All do: a line <c>name:</c> for each block, and below it, indented,
/// <c>mean: milliseconds</c> beside other statistics.
/// </summary>
public static class BlockLatencies
{
    /// <summary>The mean latency of each block in milliseconds, by its name.</summary>
    /// <exception cref="LatencyException">The file is missing or has another layout; the message names file and line.</exception>
    public static IReadOnlyDictionary<string, double> Read(string path)
    {
        var means = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        var block = "";
        foreach (var (index, raw) in LatencyFile.Text(path).Split('\n').Index())
        {
            var line = raw.TrimEnd();
            var text = line.TrimStart();
            if (text.Length == 0 || text[0] == '#' || text == "---")
                continue;
            var colon = text.LastIndexOf(':');
            if (text.Length == line.Length && colon == text.Length - 1)
                block = text[..colon];
            else if (colon < 0 || block.Length == 0 || text.Length == line.Length)
                throw new LatencyException($"{path}: line {index + 1} is '{NearestName.Shorten(text)}'; expected the name of a block with a colon, or below it 'mean: number'.");
            else if (text[..colon].Trim() == "mean" && !means.TryAdd(block, LatencyRows.Number(text.AsSpan(colon + 1).Trim(), $"{path}: line {index + 1}")))
                throw new LatencyException($"{path}: line {index + 1} is a second mean of the block '{NearestName.Shorten(block)}'.");
        }
        return means.Count > 0 ? means : throw new LatencyException($"{path}: the file has no block with a mean.");
    }
}

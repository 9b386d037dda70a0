using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>
/// Reads a matrix: the first line names the operations, each further line is one layer with a number for each operation, apart by blanks. Names that are
/// the candidates' are taken as such, in any order; other names count from left to right.
/// </summary>
internal static class LatencyText
{
    public static LatencyTable Parse(string text, SearchSpace space, string? device, LatencyUnit? unit)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries).Index().Where(l => l.Item.Length > 0)
            .Select(l => (Number: l.Index + 1, Words: l.Item.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        if (lines.Count < 2)
            throw new LatencyException("the file has no numbers; expected a line with the names of the operations and one line for each layer.");
        var names = lines[0].Words;
        var rows = new LatencyRows(space);
        if (lines.Count - 1 != rows.Count)
            throw new LatencyException($"the file has {lines.Count - 1} layers, the space {rows.Count} layer choices.");
        for (var l = 1; l < lines.Count; l++)
        {
            var (number, words) = lines[l];
            var layer = rows.Layer((l - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (words.Length != names.Length || words.Length != layer.Candidates.Count)
                throw new LatencyException($"line {number} has {words.Length} numbers for {names.Length} operations; the choice '{layer.Key}' has {layer.Candidates.Count} candidates.");
            var named = names.Order(StringComparer.Ordinal).SequenceEqual(layer.Candidates.Order(StringComparer.Ordinal), StringComparer.Ordinal);
            for (var i = 0; i < words.Length; i++)
                rows.Set(layer, named ? LatencyRows.Candidate(layer, names[i]) : i,
                    LatencyTable.InMilliseconds(LatencyRows.Number(words[i], $"line {number}"), unit ?? LatencyUnit.Microseconds));
        }
        return rows.Table(device ?? "");
    }
}

using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>
/// Reads lines <c>device,layer,op,ms</c> below a header that names the columns in any order; <c>device</c> may be missing, and <c>us</c> stand for
/// <c>ms</c>. Layers and operations are numbers or names; layer -1 is what every network costs.
/// </summary>
internal static class LatencyCsv
{
    private const string ConstantLayer = "-1";

    public static LatencyTable Parse(string text, SearchSpace space, string? device, LatencyUnit? unit)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        var header = lines[0].Split(',', StringSplitOptions.TrimEntries);
        int Column(params string[] names) => Array.FindIndex(header, h => names.Contains(h, StringComparer.OrdinalIgnoreCase));
        var (deviceColumn, layerColumn, operationColumn, valueColumn) = (Column("device"), Column("layer"), Column("op"), Column("ms", "us", "latency"));
        if (layerColumn < 0 || operationColumn < 0 || valueColumn < 0)
            throw new LatencyException($"the first line must name the columns layer, op and ms (or us); found '{NearestName.Shorten(lines[0])}'.");
        var stated = header[valueColumn].ToLowerInvariant() switch { "ms" => LatencyUnit.Milliseconds, "us" => LatencyUnit.Microseconds, _ => unit ?? LatencyUnit.Milliseconds };
        var cells = lines.Index().Skip(1).Where(l => l.Item.Length > 0).Select(l => (l.Index, Cells: l.Item.Split(',', StringSplitOptions.TrimEntries))).ToList();
        foreach (var (index, cell) in cells)
            if (cell.Length != header.Length)
                throw new LatencyException($"line {index + 1} has {cell.Length} columns, the header {header.Length}.");
        var chosen = Device(cells.Select(c => deviceColumn < 0 ? "" : c.Cells[deviceColumn]), device);
        var rows = new LatencyRows(space);
        foreach (var (index, cell) in cells.Where(c => deviceColumn < 0 || c.Cells[deviceColumn] == chosen))
        {
            var value = LatencyTable.InMilliseconds(LatencyRows.Number(cell[valueColumn], $"line {index + 1}"), stated);
            if (cell[layerColumn] == ConstantLayer)
            {
                rows.Constant += value;
                continue;
            }
            var layer = rows.Layer(cell[layerColumn]);
            rows.Set(layer, LatencyRows.Candidate(layer, cell[operationColumn]), value);
        }
        return rows.Table(chosen);
    }

    private static string Device(IEnumerable<string> found, string? wanted)
    {
        var devices = found.Distinct(StringComparer.Ordinal).ToArray();
        if (wanted is null)
            return devices.Length == 1 ? devices[0] : throw new LatencyException($"the file has the devices {NearestName.Quote(devices)}; name one.");
        return devices is [""] || devices.Contains(wanted) ? wanted : throw new LatencyException($"there is no device '{NearestName.Shorten(wanted)}'; {NearestName.Hint(wanted, devices)}");
    }
}

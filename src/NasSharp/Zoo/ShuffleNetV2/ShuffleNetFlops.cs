using System.Globalization;
using System.Text.Json;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Spaces.Json;

namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>
/// The multiply-adds of the ShuffleNetV2 space from the table that its authors published, in JSON: an object for each block and stride, such as
/// <c>"shufflenet_3x3_stride_1"</c>, from <c>"(in, out, middle, height, width, stride)"</c> to a number; <c>"conv1"</c> from <c>"(in, out, height, width, stride)"</c>; and
/// <c>"rest_operation"</c> from <c>"(channels of the last stage, classes, height, width, 1)"</c>. Heights and widths are those of the input. The keys are Python's tuples as text, with
/// or without parentheses and blanks.
/// </summary>
public static class ShuffleNetFlops
{
    private static readonly StrictJson Json = new((what, inner) => new CostException(what, inner));

    /// <summary>Reads a table for one size of the network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="space">The space of a <see cref="ShuffleNetNetwork"/> of these options.</param>
    /// <param name="options">The size; null: the paper's. The table must have its shapes.</param>
    /// <param name="imageSize">Rows and columns of an image; default 224.</param>
    /// <exception cref="CostException">The file is missing or damaged, or has no entry for a block; the message names it.</exception>
    public static CandidateCosts Read(string path, SearchSpace space, ShuffleNetSpaceOptions? options = null, int imageSize = 224)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        options ??= new ShuffleNetSpaceOptions();
        options.Validate();
        var text = SpaceFileText.Read(path, (what, inner) => new CostException(what, inner));
        try
        {
            return Json.ReadObject(text, "the table of FLOPs", members => Table(members.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal), space, options, imageSize));
        }
        catch (CostException error)
        {
            throw new CostException($"{path}: {error.Message}", error);
        }
    }

    private static CandidateCosts Table(Dictionary<string, JsonElement> table, SearchSpace space, ShuffleNetSpaceOptions options, int size)
    {
        var constant = Entry(table, "conv1", [options.InputChannels, options.StemChannels, size, size, options.StemStride]);
        size = Halved(size, options.StemStride);
        var rows = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var place in ShuffleNetPlace.All(options))
        {
            int[] shape = [place.InChannels, place.OutChannels, place.OutChannels / 2, size, size, place.Stride];
            rows.Add(place.Key, [.. ShuffleNetBlockKind.All.Select(k => Entry(table, $"{k.Name}_stride_{place.Stride}", shape))]);
            size = Halved(size, place.Stride);
        }
        constant += Entry(table, "rest_operation", [options.Stages[^1].Channels, options.Classes, size, size, 1]);
        return new CandidateCosts("flops", space, rows, constant);
    }

    private static double Entry(Dictionary<string, JsonElement> table, string name, int[] shape)
    {
        if (!table.TryGetValue(name, out var entries))
            throw new CostException($"there is no '{name}'; {NearestName.Hint(name, table.Keys)}");
        var wanted = $"({string.Join(", ", shape)})";
        foreach (var (key, value) in Json.Members(entries, $"'{name}'"))
        {
            if (!Numbers(key, name).SequenceEqual(shape))
                continue;
            return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new CostException($"'{name}' {wanted} must be a number; found {StrictJson.Kind(value)}");
        }
        throw new CostException($"'{name}' has no entry {wanted}; the table is of other sizes than the network.");
    }

    private static IEnumerable<int> Numbers(string key, string name) => key.Trim().TrimStart('(').TrimEnd(')').Split(',', StringSplitOptions.TrimEntries)
        .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CostException($"'{name}' has the key '{NearestName.Shorten(key)}'; expected whole numbers in parentheses"));

    private static int Halved(int size, int stride) => (size + stride - 1) / stride;
}

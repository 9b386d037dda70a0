using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Hardware.Measuring;

/// <summary>A measured latency table with the intervals of its numbers, and how well it predicts whole networks.</summary>
public sealed record LatencyMeasurement
{
    private const double GoodError = 0.05;
    private const double FairError = 0.15;
    private const double GoodOrder = 0.9;
    private const double FairOrder = 0.6;

    /// <summary>The medians.</summary>
    public required LatencyTable Table { get; init; }

    /// <summary>By key, in network order, each candidate with its interval.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<MeasuredLatency>> Candidates { get; init; }

    /// <summary>What no candidate explains, with its interval.</summary>
    public required MeasuredLatency Constant { get; init; }

    /// <summary>The networks that were measured as a whole.</summary>
    public required IReadOnlyList<MeasuredNetwork> Networks { get; init; }

    /// <summary>The median of the predictions' errors as parts of the measured latency, whatever their sign; null when no network was measured.</summary>
    public double? MedianError => Networks.Count == 0 ? null : MeasuredLatency.MedianOf([.. Networks.Select(n => Math.Abs(n.Error))]);

    /// <summary>Spearman's rank correlation of predicted and measured latencies; null below three networks, or when all are alike.</summary>
    public double? RankCorrelation => RankOrder.Spearman([.. Networks.Select(n => n.Predicted)], [.. Networks.Select(n => n.Measured.Median)]);

    /// <summary>What the comparison means, in one or two sentences.</summary>
    public string Verdict
    {
        get
        {
            if (MedianError is not { } error)
                return "No whole network was measured, so nothing is known of how well the table predicts them.";
            var largest = Networks.MaxBy(n => Math.Abs(n.Error))!.Error;
            var bias = MeasuredLatency.MedianOf([.. Networks.Select(n => n.Error)]);
            var quality = error <= GoodError ? "predicts whole networks well" : error <= FairError ? "predicts whole networks roughly" : "predicts whole networks badly; do not use it for limits, and measure again on a machine that does nothing else";
            var order = RankCorrelation switch
            {
                null => "too few different networks to say how it orders them",
                >= GoodOrder and var r => $"it orders them as they are (rank correlation {Text(r)})",
                >= FairOrder and var r => $"it orders them more or less as they are (rank correlation {Text(r)})",
                var r => $"it hardly orders them (rank correlation {Text(r.Value)})",
            };
            return $"The table {quality}: on {Networks.Count} random networks it is {Percent(error)} off in the median, {Percent(Math.Abs(largest))} at most, "
                + $"typically {(bias >= 0 ? "too high" : "too low")}; {order}.";
        }
    }

    /// <summary>
    /// The table as JSON that <see cref="LatencyTable.Read"/> takes, in milliseconds; what it does not need (intervals, networks, <paramref name="circumstances"/>) stands in the member <c>$meta</c>.
    /// </summary>
    public string ToJson(IEnumerable<KeyValuePair<string, string>>? circumstances = null)
    {
        var meta = new JsonObject { ["tool"] = $"nassharp {ArchitectureMeta.CurrentToolVersion}", ["libtorch"] = torch.__version__, ["space"] = Table.Space.Fingerprint };
        foreach (var (name, value) in circumstances ?? [])
            meta[name] = value;
        meta["verdict"] = Verdict;
        meta["intervals"] = new JsonObject(Candidates.Select(row => KeyValuePair.Create(row.Key, (JsonNode?)new JsonArray([.. row.Value.Select(m => Interval(m))]))).Prepend(KeyValuePair.Create("constant", (JsonNode?)Interval(Constant))));
        meta["networks"] = new JsonArray([.. Networks.Select(n => new JsonObject
        {
            ["architecture"] = JsonNode.Parse(n.Architecture.ToJson()),
            ["predicted"] = n.Predicted,
            ["measured"] = n.Measured.Median,
            ["interval"] = Interval(n.Measured),
        })]);
        return new JsonObject
        {
            [ArchitectureMeta.MemberName] = meta,
            ["device"] = Table.Device,
            ["unit"] = "ms",
            ["constant"] = Table.Constant,
            ["choices"] = new JsonObject(Table.Rows.Select(row => KeyValuePair.Create(row.Key, (JsonNode?)new JsonArray([.. row.Value.Select(v => JsonValue.Create(v))])))),
        }.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static JsonArray Interval(MeasuredLatency measured) => [measured.Low, measured.High];

    private static string Percent(double part) => (100 * part).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NasSharp.Cli.Tests.Board;

/// <summary>A run's folder as docs/file-formats.md describes it: one layer choice of three candidates and an input choice of two sources.</summary>
internal sealed class RunFixture
{
    private const int Slots = 5;

    public RunFixture(string folder, string name)
    {
        Folder = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.Combine(Folder, "architectures"));
        File.WriteAllText(At("run.json"), """{"kind": "darts", "seed": 3, "options": {"epochs": 4}}""");
        File.WriteAllText(At("nasctl.json"), """{"command": "search", "options": {"--space": "darts"}}""");
        File.WriteAllText(At("supernet.json"), Supernet);
        File.WriteAllText(At("architectures/epoch-0000.json"), """{"edge": "skip", "pick": [0]}""");
        File.WriteAllText(At("weights.bin"), Header + "\n");
    }

    public string Folder { get; }

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Adds a line of metrics and a frame.</summary>
    public void Step(long step, float first = 0.5f, byte chosen = 0)
    {
        File.AppendAllText(At("metrics.jsonl"), Line(step, "train", FormattableString.Invariant($"\"loss\": {1.0 / (step + 1)}, \"accuracy\": 0.5")));
        using var file = new FileStream(At("weights.bin"), FileMode.Append);
        file.Write(Frame(step, first, chosen));
    }

    public static string Line(long step, string phase, string values) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"step": {{step}}, "epoch": 0, "phase": "{{phase}}", "values": { {{values}} }, "seconds": {{step / 10.0}}, "time": "2026-01-01T00:00:00Z"}""") + "\n";

    public static byte[] Frame(long step, float first = 0.5f, byte chosen = 0)
    {
        var bytes = new byte[sizeof(long) + Slots * 5];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, step);
        float[] weights = [first, (1 - first) / 2, (1 - first) / 2, float.NaN, float.NaN];
        for (var i = 0; i < Slots; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 + 4 * i), weights[i]);
        bytes[8 + 4 * Slots + chosen] = 1;
        bytes[^2] = 1;
        return bytes;
    }

    private const string Header = """{"version":1,"kind":"weights","slots":5,"choices":[{"key":"edge","offset":0,"size":3},{"key":"pick","offset":3,"size":2}]}""";

    private const string Supernet = """
        {"version": 1, "trainer": "darts", "model": "Net", "kind": "weights", "complete": true, "notes": [], "inputs": [[1, 3, 8, 8]],
         "modules": {"path": ["", "edge"], "type": ["Net", "LayerChoice"], "parent": [-1, 0], "parameters": [9, 9], "flops": [90, 90], "choice": [-1, 0], "candidate": [-1, -1]},
         "choices": [{"key": "edge", "kind": "layer", "candidates": ["conv", "skip", "pool"], "chosen": 1, "skip": [false, true, false], "offset": 0, "size": 3, "places": [1], "when": []},
                     {"key": "pick", "kind": "input", "candidates": ["edge", ""], "chosen": 1, "skip": [false, false], "offset": 3, "size": 2, "places": [], "when": []}],
         "scopes": [],
         "operators": {"name": ["conv2d", "choice"], "module": [1, 1], "shape": [0, 0], "parameters": [9, 0], "flops": [90, 0], "label": ["3x3", ""]},
         "shapes": [[1, 3, 8, 8]], "edges": {"from": [-1, 0], "to": [0, 1], "shape": [0, 0], "candidate": [-1, 0]}, "outputs": [1], "totals": {"parameters": 9, "flops": 90}}
        """;
}

using System.Buffers.Binary;
using System.Text.Json;

namespace NasSharp.Cli.Board.Runs;

/// <summary>Frames of a run as the page gets them: a line of JSON, then the numbers.</summary>
internal static class WeightAnswer
{
    private const int Scale = ushort.MaxValue;

    /// <summary>The bytes of the answer.</summary>
    public static byte[] Of(WeightHistory history, MetricsLog metrics, int from, int to, int maxFrames, bool narrow)
    {
        history.Refresh();
        if (history.Problem is { } reason)
            return Line(new { available = false, reason, frames = 0, total = 0 });
        var total = history.Steps.Count;
        var first = Math.Clamp(from, 0, total);
        var frames = history.Read(WeightHistory.Spread(first, to < 0 ? total : Math.Clamp(to, first, total), maxFrames)).ToList();
        var header = Line(new
        {
            available = true,
            frames = frames.Count,
            total,
            first,
            slots = history.Slots,
            dtype = narrow ? "u16" : "f32",
            scale = narrow ? Scale : 1,
            kind = history.Kind,
            generation = history.Generation,
            choices = history.Choices,
            steps = frames.Select(f => f.Step),
            seconds = frames.Select(f => metrics.SecondsAt(f.Step)),
        });
        var size = narrow ? sizeof(ushort) : sizeof(float);
        var answer = new byte[header.Length + frames.Count * history.Slots * size];
        header.CopyTo(answer, 0);
        var at = header.Length;
        foreach (var weight in frames.SelectMany(f => f.Weights))
        {
            if (narrow)
                BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(at), float.IsNaN(weight) ? (ushort)0 : (ushort)Math.Round(Math.Clamp(weight, 0, 1) * Scale));
            else
                BinaryPrimitives.WriteSingleLittleEndian(answer.AsSpan(at), weight);
            at += size;
        }
        return answer;
    }

    private static byte[] Line(object header) => [.. JsonSerializer.SerializeToUtf8Bytes(header, BoardJson.Options), (byte)'\n'];
}

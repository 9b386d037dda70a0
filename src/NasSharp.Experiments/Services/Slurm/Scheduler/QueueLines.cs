using System.Globalization;

namespace NasSharp.Experiments.Services.Slurm.Scheduler;

/// <summary>Reads what squeue prints.</summary>
internal static class QueueLines
{
    /// <summary>squeue's format: what may hold the separator, the names that users give, stands last.</summary>
    public const string Format = "%i|%T|%r|%N|%V|%S|%k|%j";

    /// <summary>The jobs; lines that are none are left out.</summary>
    public static IReadOnlyList<QueueEntry> Parse(string output) => [.. output.Split('\n').Select(Line).OfType<QueueEntry>()];

    private static QueueEntry? Line(string line)
    {
        var fields = line.Split('|', 8);
        return fields.Length < 8 ? null : new QueueEntry(fields[0], State(fields[1]), fields[2], fields[3], Time(fields[4]), Time(fields[5]), fields[7], fields[6]);
    }

    private static JobState State(string text) => text switch
    {
        "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" => JobState.Pending,
        "COMPLETED" or "FAILED" => JobState.Ended,
        "CANCELLED" or "REVOKED" => JobState.Cancelled,
        "TIMEOUT" or "DEADLINE" => JobState.TimeLimit,
        "OUT_OF_MEMORY" => JobState.OutOfMemory,
        "NODE_FAIL" or "BOOT_FAIL" or "PREEMPTED" => JobState.Lost,
        _ => JobState.Running, // configuring, completing, suspended, stopped, ...: it is there, and more is not claimed
    };

    private static DateTime? Time(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

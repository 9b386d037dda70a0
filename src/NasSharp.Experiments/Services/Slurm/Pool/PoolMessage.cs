using System.Text.Json;
using System.Text.Json.Serialization;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>A line that manager and workers send each other: JSON, whatever carries it.</summary>
/// <param name="Kind">What it says; the others are what belongs to that.</param>
internal sealed record PoolMessage(string Kind)
{
    /// <summary>From a worker: here I am, again perhaps, and this is what I hold.</summary>
    public const string Hello = "hello";

    /// <summary>From a worker: the trial runs.</summary>
    public const string Begun = "begun";

    /// <summary>From a worker: the trial has reported.</summary>
    public const string Metric = "metric";

    /// <summary>From a worker: the trial has ended; repeated in each connection until it is <see cref="Recorded"/>.</summary>
    public const string Done = "done";

    /// <summary>From a worker: the trial was not begun and will not be.</summary>
    public const string Returned = "returned";

    /// <summary>From both: I live.</summary>
    public const string Beat = "beat";

    /// <summary>From a worker: I take no more trials.</summary>
    public const string Leaving = "leaving";

    /// <summary>To a worker: run this.</summary>
    public const string Trial = "trial";

    /// <summary>To a worker: end this trial, or forget its result.</summary>
    public const string Stop = "stop";

    /// <summary>To a worker: the result is safe, or refused; forget it.</summary>
    public const string Recorded = "recorded";

    /// <summary>To a worker: end when you have no trial.</summary>
    public const string Leave = "leave";

    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The secret of the experiment.</summary>
    public string? Secret { get; init; }

    /// <summary>A name that no other worker has.</summary>
    public string? Worker { get; init; }

    /// <summary>The job that the worker is, such as <c>17_3</c>.</summary>
    public string? Job { get; init; }

    /// <summary>The attempts that the worker runs, or whose results it keeps.</summary>
    public IReadOnlyList<string>? Holds { get; init; }

    /// <summary>The attempt that the message is about.</summary>
    public string? Token { get; init; }

    /// <summary>The trial's number.</summary>
    public int Number { get; init; }

    /// <summary>Which attempt of the trial it is.</summary>
    public int Attempt { get; init; }

    /// <summary>The attempt's folder.</summary>
    public string? Folder { get; init; }

    /// <summary>The parameters as JSON.</summary>
    public string? Parameters { get; init; }

    /// <summary>Epochs that the tuner asks for.</summary>
    public int? Epochs { get; init; }

    /// <summary>The folder of the trial whose training may be continued.</summary>
    public string? Continues { get; init; }

    /// <summary>A report as a line of metrics.jsonl.</summary>
    public string? Report { get; init; }

    /// <summary>Which report of the attempt it is, from 0.</summary>
    public int Index { get; init; }

    /// <summary>How long the trial has run, or ran.</summary>
    public double Seconds { get; init; }

    /// <summary>What the trial ended with.</summary>
    public int ExitCode { get; init; }

    /// <summary>What is known of its end.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the machinery failed and not the trial.</summary>
    public bool IsLost { get; init; }

    /// <summary>The last lines that the trial wrote.</summary>
    public string? LogTail { get; init; }

    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a line; null when it is no message.</summary>
    public static PoolMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<PoolMessage>(line, Options) is { Kind: not null } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One side of a connection between manager and worker.</summary>
internal interface IPoolConnection
{
    /// <summary>Sends without waiting; what cannot be sent is dropped, and the connection's end is noticed in time.</summary>
    void Send(PoolMessage message);

    /// <summary>Ends the connection.</summary>
    void Close();
}

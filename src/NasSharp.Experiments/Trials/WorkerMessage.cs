using System.Text.Json;

namespace NasSharp.Experiments.Trials;

/// <summary>A line that manager and warm worker send each other.</summary>
/// <param name="Kind"><c>trial</c> to the worker; <c>hello</c>, <c>begun</c> and <c>done</c> to the manager.</param>
/// <param name="Number">The trial's number.</param>
/// <param name="Folder">The folder of the attempt.</param>
/// <param name="Epochs">Epochs that the tuner asks for.</param>
/// <param name="ExitCode">What the trial would have ended with as a process of its own.</param>
internal sealed record WorkerMessage(string Kind, int Number = 0, string? Folder = null, int? Epochs = null, int ExitCode = 0)
{
    public const string Hello = "hello";
    public const string Trial = "trial";
    public const string Begun = "begun";
    public const string Done = "done";

    public string ToLine() => JsonSerializer.Serialize(this);

    public static WorkerMessage Parse(string line) => JsonSerializer.Deserialize<WorkerMessage>(line) ?? throw new JsonException("empty message");
}

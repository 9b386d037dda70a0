namespace NasSharp.Cli.CommandLine;

/// <summary>The options contradict each other or the run folder; found after parsing.</summary>
internal sealed class UsageException(string message) : Exception(message);

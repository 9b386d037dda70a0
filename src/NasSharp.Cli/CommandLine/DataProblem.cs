namespace NasSharp.Cli.CommandLine;

/// <summary>A file or folder that a command needs is missing or not what it should be.</summary>
internal sealed class DataProblem(string message, Exception? inner = null) : Exception(message, inner);

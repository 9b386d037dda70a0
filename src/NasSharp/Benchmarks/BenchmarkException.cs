namespace NasSharp.Benchmarks;

/// <summary>A benchmark's table is missing, damaged, incomplete or has no such value; the message names file, row or key, what was found and what to do.</summary>
public sealed class BenchmarkException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public BenchmarkException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public BenchmarkException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

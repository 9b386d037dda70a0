namespace NasSharp.Hardware;

/// <summary>A latency table that cannot be read or does not fit a search space.</summary>
public sealed class LatencyException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public LatencyException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public LatencyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

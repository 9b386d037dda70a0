namespace NasSharp;

/// <summary>An error in data or in a run (a file, a search space, an architecture, a training run); the message names the thing, what was found and what to do.</summary>
public class NasSharpException : Exception
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public NasSharpException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public NasSharpException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

namespace NasSharp.Tuners;

/// <summary>A tuner cannot be made, cannot go on, or does not repeat what was recorded; the message names the tuner, what was found and what to do.</summary>
public sealed class TunerException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public TunerException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public TunerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

namespace NasSharp.Training;

/// <summary>A run cannot go on, e.g. because its loss is not a number; the message says at which step and what to do. Checkpoints written before are kept.</summary>
public sealed class TrainingException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public TrainingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

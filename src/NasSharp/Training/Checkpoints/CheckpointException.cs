namespace NasSharp.Training.Checkpoints;

/// <summary>A checkpoint is damaged, or belongs to another run; the message names the file or the part and what to do.</summary>
public sealed class CheckpointException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public CheckpointException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

namespace NasSharp.Training.Runs;

/// <summary>A run's folder cannot be used: it is locked, not writable, or holds another run.</summary>
public sealed class RunFolderException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public RunFolderException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public RunFolderException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

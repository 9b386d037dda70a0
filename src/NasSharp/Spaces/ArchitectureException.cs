namespace NasSharp.Spaces;

/// <summary>An architecture, or a file of one, does not fit its search space; the message names the key, what was found and what is allowed.</summary>
public sealed class ArchitectureException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public ArchitectureException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public ArchitectureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

namespace NasSharp.Spaces;

/// <summary>A search space, or the mutables of a model, contradict themselves; the message names the choices involved.</summary>
public sealed class SearchSpaceException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public SearchSpaceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public SearchSpaceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

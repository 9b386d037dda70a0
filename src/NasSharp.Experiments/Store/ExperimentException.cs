namespace NasSharp.Experiments.Store;

/// <summary>An experiment's folder, database or configuration cannot be used; the message names the thing, what was found and what to do.</summary>
public sealed class ExperimentException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public ExperimentException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public ExperimentException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

namespace NasSharp.Hardware;

/// <summary>Costs of candidates that cannot be read, do not fit a search space, or do not add up.</summary>
public sealed class CostException : NasSharpException
{
    /// <summary>Makes an exception with a message of one line.</summary>
    public CostException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of one line and the error that led to it.</summary>
    public CostException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

namespace NasSharp.Torch;

/// <summary>An error that libtorch reported, or a start-up failure of the native library.</summary>
public sealed class TorchException : Exception
{
    /// <summary>Makes an exception with a one-line message.</summary>
    public TorchException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}

namespace NasSharp.Morphing;

/// <summary>A file is no network plan.</summary>
public sealed class NetworkPlanException : NasSharpException
{
    /// <summary>Says what is wrong and what to do.</summary>
    public NetworkPlanException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

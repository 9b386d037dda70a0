namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>What happens to the part of a quotient after the point.</summary>
    public enum RoundingMode
    {
        /// <summary>It is kept.</summary>
        None,

        /// <summary>It is cut off.</summary>
        trunc,

        /// <summary>The quotient is rounded down.</summary>
        floor,
    }

    private static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
}

namespace NasSharp.Cli.Board;

/// <summary>A request that cannot be answered; ends in a problem document.</summary>
internal sealed class BoardException(int status, string message) : Exception(message)
{
    /// <summary>The status of the answer: 400, 403, 404 or 409.</summary>
    public int Status => status;

    public static BoardException Wrong(string message) => new(400, message);

    public static BoardException Missing(string message) => new(404, message);
}

/// <summary>A source that is there but cannot be read; no fault of the request.</summary>
internal sealed class DamagedSourceException(string message) : Exception(message);

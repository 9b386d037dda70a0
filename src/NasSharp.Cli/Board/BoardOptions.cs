using System.Net;
using NasSharp.Cli.Board.Sources;

namespace NasSharp.Cli.Board;

/// <summary>What a Board serves and where.</summary>
internal sealed record BoardOptions
{
    /// <summary>The runs and experiments.</summary>
    public required SourceCatalog Catalog { get; init; }

    /// <summary>What the page shows as the place of the sources.</summary>
    public required string Root { get; init; }

    /// <summary>Where to listen; default loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether commands are refused.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The files of the page.</summary>
    public BoardPage Page { get; init; } = BoardPage.Embedded();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

namespace NasSharp.Cli.Spaces;

/// <summary>What a network is built for.</summary>
internal enum NetworkUse
{
    /// <summary>A supernet with all choices open.</summary>
    Search,

    /// <summary>A network that is trained from scratch.</summary>
    Retraining,

    /// <summary>The same with a second head that helps the training.</summary>
    RetrainingWithAuxiliaryHead,
}

namespace NasSharp.Cli.Demo;

/// <summary>The size of the demo: what two cores do in about five minutes.</summary>
internal static class DemoPlan
{
    /// <summary>Rows and columns of the images: a quarter of the pixels leaves time for epochs, which tell networks apart.</summary>
    public const int ImageSize = 14;

    /// <summary>Channels of the first cells.</summary>
    public const int Channels = 8;

    /// <summary>Cells; the second and the third reduce.</summary>
    public const int Cells = 4;

    /// <summary>Nodes of a cell.</summary>
    public const int Nodes = 3;

    /// <summary>Epochs of the search.</summary>
    public const int SearchEpochs = 6;

    /// <summary>Epochs at its start that train weights only, so that operations that have to learn are not judged before they have.</summary>
    public const int WarmupEpochs = 2;

    /// <summary>Epochs of each training.</summary>
    public const int Epochs = 6;

    /// <summary>Learning rate of the choices: far above the paper's, for far fewer steps.</summary>
    public const double ArchitectureLearningRate = 1e-2;

    /// <summary>Learning rate of the networks at the start.</summary>
    public const double LearningRate = 0.05;

    /// <summary>Images in a step.</summary>
    public const int BatchSize = 64;
}

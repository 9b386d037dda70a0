namespace NasSharp.Cli.Demo;

/// <summary>The size of the demo: what two cores do in about five minutes.</summary>
internal static class DemoPlan
{
    /// <summary>Channels of the first cells.</summary>
    public const int Channels = 8;

    /// <summary>Cells; the second and the third reduce.</summary>
    public const int Cells = 4;

    /// <summary>Nodes of a cell.</summary>
    public const int Nodes = 3;

    /// <summary>Epochs of the search.</summary>
    public const int SearchEpochs = 3;

    /// <summary>Epochs of each training.</summary>
    public const int Epochs = 3;

    /// <summary>Learning rate of the choices: ten times the paper's, for a tenth of its epochs.</summary>
    public const double ArchitectureLearningRate = 3e-3;

    /// <summary>Learning rate of the networks at the start.</summary>
    public const double LearningRate = 0.05;

    /// <summary>Images in a step.</summary>
    public const int BatchSize = 64;
}

namespace NasSharp.Retraining;

/// <summary>A module that drops whole paths at random while training; retraining raises the probability from epoch to epoch.</summary>
public interface IDropPath
{
    /// <summary>Probability that a path is dropped for a sample, in [0, 1); 0 drops none.</summary>
    double DropPathProbability { get; set; }
}

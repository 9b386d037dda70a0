namespace NasSharp.Zoo.Darts;

/// <summary>What a DARTS network is built for: the paper's search and final networks differ in their batch norms.</summary>
public enum DartsPhase
{
    /// <summary>Batch norms of cells have no weights, and one follows each pooling, so that no operation can rescale itself.</summary>
    Search,

    /// <summary>Batch norms of cells have weights, and none follows a pooling: the network that is trained from the start at the end.</summary>
    Retraining,
}

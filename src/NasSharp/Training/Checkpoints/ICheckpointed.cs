namespace NasSharp.Training.Checkpoints;

/// <summary>A part of a run whose state is kept in checkpoints: after <see cref="Load"/> it goes on exactly as if it had never stopped.</summary>
public interface ICheckpointed
{
    /// <summary>Puts the state into its section.</summary>
    void Save(CheckpointSection section);

    /// <summary>Takes the state from its section.</summary>
    /// <exception cref="CheckpointException">The state does not fit this part.</exception>
    void Load(CheckpointSection section);
}

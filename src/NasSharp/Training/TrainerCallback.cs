using NasSharp.Training.Checkpoints;

namespace NasSharp.Training;

/// <summary>Code of the user's at the beginnings and ends of epochs and batches. Derive and override what is needed.</summary>
public abstract class TrainerCallback
{
    /// <summary>The run begins or is resumed.</summary>
    public virtual void OnTrainBegin(TrainerContext context)
    {
    }

    /// <summary>An epoch begins; not called again when a run is resumed in the middle of the epoch.</summary>
    public virtual void OnEpochBegin(TrainerContext context)
    {
    }

    /// <summary>A batch is about to be trained on.</summary>
    public virtual void OnBatchBegin(TrainerContext context)
    {
    }

    /// <summary>A batch was trained on.</summary>
    public virtual void OnBatchEnd(TrainerContext context)
    {
    }

    /// <summary>An epoch has ended and was evaluated; its checkpoint follows.</summary>
    public virtual void OnEpochEnd(TrainerContext context)
    {
    }

    /// <summary>All epochs are done; the result is made next.</summary>
    public virtual void OnTrainEnd(TrainerContext context)
    {
    }

    /// <summary>Puts what the callback must remember over a resumption into its section of the checkpoint; nothing by default.</summary>
    public virtual void SaveState(CheckpointSection section)
    {
    }

    /// <summary>Takes what <see cref="SaveState"/> put.</summary>
    public virtual void LoadState(CheckpointSection section)
    {
    }
}

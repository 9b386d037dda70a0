namespace NasSharp.Experiments.EarlyStopping;

/// <summary>Decides from intermediate results which trials are not worth going on. Values are such that higher is better.</summary>
public interface IEarlyStopping
{
    /// <summary>An intermediate result has come.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="step">Which of its results it is, from 1.</param>
    /// <param name="value">The result.</param>
    /// <returns>True when the trial should end now.</returns>
    bool ShouldStop(int trial, int step, double value);

    /// <summary>A trial has ended by itself, with a result.</summary>
    void Completed(int trial);
}

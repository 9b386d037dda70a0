namespace NasSharp.Tuners;

/// <summary>
/// Proposes architectures and learns from their results. Trials run at the same time and end in any order: several asks may come before a tell.
/// A tuner is deterministic: the same calls with the same results give the same suggestions, so that it is restored by repeating them.
/// Higher values are better, always; a <see cref="TunerSession"/> turns the signs and answers duplicates. Calls come from one thread at a time.
/// </summary>
public interface ITuner
{
    /// <summary>
    /// The next architecture to try; null when results of running trials are needed first, or when <see cref="IsExhausted"/>. A call that returns
    /// null leaves the tuner as it was, random numbers included.
    /// </summary>
    Suggestion? Ask();

    /// <summary>
    /// The result of a suggestion. It may also be one that this tuner never made: an imported result, or an architecture that the session drew because the
    /// tuner kept repeating itself.
    /// </summary>
    void Tell(Suggestion suggestion, TrialOutcome outcome);

    /// <summary>True when nothing will ever be suggested again; false by default.</summary>
    bool IsExhausted => false;
}

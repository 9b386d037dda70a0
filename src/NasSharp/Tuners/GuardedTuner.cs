namespace NasSharp.Tuners;

/// <summary>A tuner whose errors name it: whatever a tuner of somebody's own throws becomes one line that says which tuner failed, and where.</summary>
internal sealed class GuardedTuner(ITuner tuner)
{
    /// <summary>What messages call it.</summary>
    public string Name => tuner.GetType().Name;

    public bool IsExhausted
    {
        get
        {
            try
            {
                return tuner.IsExhausted;
            }
            catch (Exception error) when (IsForeign(error))
            {
                throw Failed("IsExhausted", error);
            }
        }
    }

    public Suggestion? Ask()
    {
        try
        {
            return tuner.Ask();
        }
        catch (Exception error) when (IsForeign(error))
        {
            throw Failed("Ask", error);
        }
    }

    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        try
        {
            tuner.Tell(suggestion, outcome);
        }
        catch (Exception error) when (IsForeign(error))
        {
            throw Failed($"Tell with the result {outcome}", error);
        }
    }

    private static bool IsForeign(Exception error) => error is not (NasSharpException or OperationCanceledException or OutOfMemoryException);

    private TunerException Failed(string where, Exception error) =>
        new($"The tuner {Name} failed in {where}: {error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}", error);
}

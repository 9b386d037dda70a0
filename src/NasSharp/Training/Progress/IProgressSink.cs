namespace NasSharp.Training.Progress;

/// <summary>Receives what happens in a run: the command line shows a bar, a test keeps a list.</summary>
public interface IProgressSink
{
    /// <summary>Takes one event. It is called on the training thread, so it should return at once.</summary>
    void Report(ProgressEvent progress);
}

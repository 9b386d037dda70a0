namespace NasSharp.Torch.Data;

/// <summary>A sample of a data set could not be read; the message names it.</summary>
public sealed class SampleException : IOException
{
    /// <summary>Makes the error; the message reads "sample: problem" on one line.</summary>
    /// <param name="sample">What <see cref="Dataset.NameOf"/> calls it.</param>
    /// <param name="inner">What went wrong.</param>
    public SampleException(string sample, Exception inner)
        : base(Describe(sample, inner), inner)
    {
        Sample = sample;
    }

    /// <summary>The sample's name.</summary>
    public string Sample { get; }

    private static string Describe(string sample, Exception inner)
    {
        var problem = inner.Message.ReplaceLineEndings(" ");
        return problem.Contains(sample, StringComparison.Ordinal) ? problem : $"{sample}: {problem}";
    }
}

namespace NasSharp.Torch.Data;

/// <summary>A data file is not what its format demands: cut, damaged, of another kind or with impossible values.</summary>
public sealed class DataFormatException : IOException
{
    /// <summary>Makes the error; the message reads "file: problem" on one line.</summary>
    /// <param name="file">The file, or the entry inside an archive.</param>
    /// <param name="problem">What is wrong, and what was expected.</param>
    /// <param name="inner">The lower error, if any.</param>
    public DataFormatException(string file, string problem, Exception? inner = null)
        : base(OneLine($"{file}: {problem}"), inner)
    {
        File = file;
    }

    /// <summary>The file that could not be read.</summary>
    public string File { get; }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}

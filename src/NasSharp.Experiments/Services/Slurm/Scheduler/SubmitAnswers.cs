using System.Text.RegularExpressions;

namespace NasSharp.Experiments.Services.Slurm.Scheduler;

/// <summary>Reads what sbatch says.</summary>
internal static partial class SubmitAnswers
{
    /// <summary>The answer of a call.</summary>
    /// <param name="exitCode">Its exit code; null when it was ended for taking too long.</param>
    /// <param name="output">What it printed.</param>
    /// <param name="errors">What it complained about.</param>
    public static SubmitAnswer Of(int? exitCode, string output, string errors)
    {
        var text = Words(errors);
        // The number alone, or with the cluster's name behind it.
        if (exitCode == 0 && output.Trim().Split(';')[0] is var id && IsNumber().IsMatch(id))
            return new SubmitAnswer(SubmitResult.Accepted, id);
        // sbatch tries again by itself where there is no room; ended while it does so, it has submitted nothing.
        if (HasNoRoom().IsMatch(errors))
            return new SubmitAnswer(SubmitResult.Busy, text);
        if (exitCode is null)
            return new SubmitAnswer(SubmitResult.Unknown, "it took too long");
        if (NeverArrived().IsMatch(errors))
            return new SubmitAnswer(SubmitResult.Busy, text);
        return new SubmitAnswer(exitCode != 0 && IsFinal().IsMatch(errors) ? SubmitResult.Rejected : SubmitResult.Unknown, text);
    }

    // One line: what is wrong often stands in the first of several, and what comes of it in the last.
    private static string Words(string errors)
    {
        string[] lines = [.. errors.Split('\n').Select(l => Prefix().Replace(l, "").Trim()).Where(l => l.Length > 0).Distinct()];
        return lines.Length == 0 ? "it says nothing" : string.Join("; ", lines.TakeLast(3));
    }

    [GeneratedRegex("^sbatch: (error: )?(Batch job submission failed: )?")]
    private static partial Regex Prefix();

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex IsNumber();

    // Limits of the cluster, the partition, the account and the user: all of them pass.
    [GeneratedRegex("temporarily un|MaxSubmit|MaxJob|job submit limit|maximum number of jobs|Job violates accounting/QOS policy|sleeping and retrying", RegexOptions.IgnoreCase)]
    private static partial Regex HasNoRoom();

    [GeneratedRegex("connect failure|Connection refused|No route to host|munge|authentication", RegexOptions.IgnoreCase)]
    private static partial Regex NeverArrived();

    // What Slurm says of options, accounts and requests that it will not take tomorrow either.
    [GeneratedRegex("invalid (?!job credential)|unrecognized option|requires an argument|not available|can not be satisfied|cannot be satisfied|not permitted|denied|must be|unknown|unable to resolve|not recognized|no such", RegexOptions.IgnoreCase)]
    private static partial Regex IsFinal();
}

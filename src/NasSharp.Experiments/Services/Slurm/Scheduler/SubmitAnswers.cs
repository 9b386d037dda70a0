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
        var text = errors.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).LastOrDefault() ?? "it says nothing";
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

using NasSharp.Tuners;

namespace NasSharp.Experiments.Running;

/// <summary>A number that trials report and what is good for it.</summary>
/// <param name="Name"><c>default</c> for the reported value itself, otherwise the name of one of the other numbers of the final report.</param>
/// <param name="Goal">What is good.</param>
/// <param name="Reference">The value from which hypervolume counts: no trial of interest is worse; null: the worst value that a trial had.</param>
public sealed record Objective(string Name, Goal Goal, double? Reference = null)
{
    /// <summary>The name of the reported value itself.</summary>
    public const string Default = "default";
}

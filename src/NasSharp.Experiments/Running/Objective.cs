using NasSharp.Tuners;

namespace NasSharp.Experiments.Running;

/// <summary>A number that trials report and what is good for it.</summary>
/// <param name="Name"><c>default</c> for the reported value itself, otherwise the name of one of the other numbers of the final report.</param>
/// <param name="Goal">What is good.</param>
public sealed record Objective(string Name, Goal Goal)
{
    /// <summary>The name of the reported value itself.</summary>
    public const string Default = "default";
}

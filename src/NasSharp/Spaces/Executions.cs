namespace NasSharp.Spaces;

/// <summary>Executions for whole architectures, for mutators.</summary>
public static class Executions
{
    /// <summary>One execution for each choice of the architecture's space, in its order; null for inactive choices.</summary>
    public static IReadOnlyList<Execution?> Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [.. architecture.Space.Choices.Select((choice, i) => architecture.At(i) is { } decision ? Execution.Of(decision, choice.Candidates.Count) : null)];
    }

    /// <summary>All candidates of all choices of a space.</summary>
    public static IReadOnlyList<Execution?> All(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return [.. space.Choices.Select(choice => Execution.All(choice.Candidates.Count))];
    }
}

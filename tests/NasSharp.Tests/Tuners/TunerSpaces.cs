using NasSharp.Spaces;

namespace NasSharp.Tests.Tuners;

/// <summary>Spaces for tests of tuners.</summary>
internal static class TunerSpaces
{
    /// <summary>All kinds of choices: layers, any number of inputs, some of the inputs, inputs without key, no input, a choice nested in a candidate.</summary>
    public static SearchSpace Mixed { get; } = new(
    [
        Choice.Layer("stem", ["conv3", "conv5", "pool"]),
        Choice.Input("any", ["stem", "", "x"], null),
        Choice.Layer("block", ["plain", "deep"]),
        Choice.Layer("inner", ["a", "b", "c"], [new Condition(new CandidateReference("block", 1))]),
        Choice.Input("pair", ["", "", "stem", "block"], 2),
        Choice.Input("skip", ["", ""], 1),
        Choice.Input("none", ["stem"], 0),
        Choice.Input("innerSkip", ["stem", "block"], null, [new Condition(new CandidateReference("block", 1), new CandidateReference("inner", 2))]),
    ]);

    /// <summary>Six layer choices of five, like NAS-Bench-201.</summary>
    public static SearchSpace Six { get; } = new(Enumerable.Range(0, 6).Select(i => Choice.Layer($"e{i}", ["none", "skip", "conv1", "conv3", "pool"])));

    /// <summary>Four architectures.</summary>
    public static SearchSpace Four { get; } = new([Choice.Layer("a", ["0", "1"]), Choice.Layer("b", ["0", "1"])]);

    /// <summary>A value with a planted optimum: candidate 2 everywhere, where there is one, and few inputs.</summary>
    public static double Planted(Architecture architecture) => architecture.Decisions.Sum(d => architecture.Space[d.Key].Kind == ChoiceKind.LayerChoice
        ? -Math.Abs(d.Value.Selected[0] - 2)
        : -0.25 * d.Value.Selected.Sum(i => i + 1));
}

using System.Globalization;
using NasSharp.Experiments.Reports;

namespace NasSharp.Cli.Experiments;

/// <summary>The front of an experiment with several objectives.</summary>
/// <param name="Objectives">Their names.</param>
/// <param name="Reference">The point from which the hypervolume counts.</param>
/// <param name="Hypervolume">The volume between front and reference.</param>
/// <param name="Trials">The trials on the front.</param>
internal sealed record FrontSummary(IReadOnlyList<string> Objectives, IReadOnlyList<double> Reference, double Hypervolume, IReadOnlyList<int> Trials)
{
    public IReadOnlyList<string> Others => [.. Objectives.Skip(1)];

    public static FrontSummary Of(ObjectiveFront front) => new([.. front.Objectives.Select(o => o.Name)], front.Reference, front.Hypervolume, front.Members);

    public string Line() => Trials.Count == 0
        ? $"front: no trial has {string.Join(" and ", Objectives)} yet"
        : string.Create(CultureInfo.InvariantCulture, $"front {Trials.Count} trials, hypervolume {Hypervolume:0.######} from {string.Join(", ", Objectives.Zip(Reference, (o, r) => string.Create(CultureInfo.InvariantCulture, $"{o} {r:0.####}")))}");
}

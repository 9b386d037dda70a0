namespace NasSharp.Torch.Modules;

/// <summary>All that a schedule must remember to continue exactly.</summary>
/// <param name="Kind">The schedule, such as <c>CosineAnnealingLR</c>.</param>
/// <param name="Numbers">Numbers by key, all finite; doubles that must be kept to the last bit.</param>
public sealed record SchedulerState(string Kind, IReadOnlyDictionary<string, double> Numbers);

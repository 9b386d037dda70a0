namespace NasSharp.Morphing;

/// <summary>A skip connection: a 1x1 convolution from the output of one layer into the sum that a later layer activates.</summary>
/// <param name="From">The number of the layer whose output it takes.</param>
/// <param name="To">The number of the layer, later in the plan, that it adds to.</param>
public sealed record PlannedSkip(int From, int To);

namespace NasSharp.Morphing;

/// <summary>A network that was trained in a growing search.</summary>
/// <param name="Id">Its number, from 0.</param>
/// <param name="Plan">What it looks like.</param>
/// <param name="Parent">The network whose weights it took over; null: none.</param>
/// <param name="Change">What was changed, in words.</param>
/// <param name="Score">What it reached on the validation data, higher is better; null: its training failed.</param>
/// <param name="Folder">Where its weights (<c>model.safetensors</c>) and its metrics lie.</param>
public sealed record GrownNetwork(int Id, NetworkPlan Plan, int? Parent, string Change, double? Score, string Folder);

namespace NasSharp.Spaces;

/// <summary>One candidate of a layer choice.</summary>
/// <param name="Key">The key of the layer choice.</param>
/// <param name="Candidate">The position of the candidate, from 0.</param>
public readonly record struct CandidateReference(string Key, int Candidate);

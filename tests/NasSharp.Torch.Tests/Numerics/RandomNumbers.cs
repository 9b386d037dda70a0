namespace NasSharp.Torch.Tests.Numerics;

/// <summary>Tests that seed the default generator or count live tensors: both belong to the whole process, so nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RandomNumbers
{
    internal const string Name = "Random numbers";
}

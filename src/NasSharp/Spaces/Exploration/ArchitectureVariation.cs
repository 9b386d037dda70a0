namespace NasSharp.Spaces.Exploration;

/// <summary>Makes architectures from others: mutation, crossover, neighbours.</summary>
internal static class ArchitectureVariation
{
    public static Architecture Mutate(SearchSpace space, Architecture parent, Random random)
    {
        var open = Enumerable.Range(0, space.Choices.Count)
            .Where(c => parent.At(c) is { } d && ChoiceOptions.HasOther(space.Choices[c], d))
            .ToArray();
        if (open.Length == 0)
            return parent;
        var changed = open[random.Next(open.Length)];
        var drawn = ChoiceOptions.SampleOther(space.Choices[changed], parent.At(changed)!, random);
        return ArchitectureFilling.Fill(space, c => c == changed ? drawn : parent.At(c), c => ChoiceOptions.Sample(c, random));
    }

    public static Architecture Crossover(SearchSpace space, Architecture first, Architecture second, Random random)
        => ArchitectureFilling.Fill(space, c => (first.At(c), second.At(c)) switch
        {
            ({ } a, { } b) => random.Next(2) == 0 ? a : b,
            var (a, b) => a ?? b,
        }, c => ChoiceOptions.Sample(c, random));

    public static IEnumerable<Architecture> Neighbours(SearchSpace space, Architecture architecture)
    {
        for (var changed = 0; changed < space.Choices.Count; changed++)
        {
            if (architecture.At(changed) is not { } current)
                continue;
            foreach (var edit in ChoiceOptions.Edits(space.Choices[changed], current))
            {
                var edited = changed;
                yield return ArchitectureFilling.Fill(space, c => c == edited ? edit : architecture.At(c), ChoiceOptions.First);
            }
        }
    }
}

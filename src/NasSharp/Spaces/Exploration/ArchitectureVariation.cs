namespace NasSharp.Spaces.Exploration;

/// <summary>Makes architectures from others: mutation, crossover, neighbours.</summary>
internal static class ArchitectureVariation
{
    public static Architecture Mutate(SearchSpace space, Architecture parent, Random random)
    {
        var choices = space.Choices;
        var open = 0;
        for (var c = 0; c < choices.Count; c++)
            if (IsOpen(c))
                open++;
        if (open == 0)
            return parent;
        var (changed, skipped) = (-1, random.Next(open));
        for (var c = 0; changed < 0; c++)
            if (IsOpen(c) && skipped-- == 0)
                changed = c;
        var drawn = ChoiceOptions.SampleOther(choices[changed], parent.At(changed)!, random);
        if (space.HasNesting)
            return ArchitectureFilling.Fill(space, c => c == changed ? drawn : parent.At(c), c => ChoiceOptions.Sample(c, random));
        var decisions = new Decision?[choices.Count];
        for (var c = 0; c < decisions.Length; c++)
            decisions[c] = c == changed ? drawn : parent.At(c);
        return Architecture.Of(space, decisions);

        bool IsOpen(int choice) => parent.At(choice) is { } decision && ChoiceOptions.HasOther(choices[choice], decision);
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

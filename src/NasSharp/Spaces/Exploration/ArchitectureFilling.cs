namespace NasSharp.Spaces.Exploration;

/// <summary>Builds an architecture from the outside in, so that only active choices are asked.</summary>
internal static class ArchitectureFilling
{
    /// <summary>Takes what <paramref name="given"/> has for an active choice, and otherwise what <paramref name="fill"/> makes.</summary>
    public static Architecture Fill(SearchSpace space, Func<int, Decision?> given, Func<Choice, Decision> fill)
    {
        var decisions = new Decision?[space.Choices.Count];
        foreach (var choice in space.Resolution)
            if (space.IsActive(choice, decisions))
                decisions[choice] = given(choice) ?? fill(space.Choices[choice]);
        return Architecture.Of(space, decisions);
    }
}

namespace NasSharp.Spaces.Exploration;

/// <summary>Enumerates a space like an odometer over the active choices.</summary>
internal static class ArchitectureEnumeration
{
    /// <summary>Every architecture once; the last choice varies fastest.</summary>
    public static IEnumerable<Architecture> All(SearchSpace space)
    {
        var order = space.Resolution;
        var decisions = new Decision?[space.Choices.Count];
        var wheels = new IEnumerator<Decision>?[order.Length];
        var depth = 0;
        var descending = true;
        while (true)
        {
            if (descending)
            {
                if (depth == order.Length)
                {
                    yield return Architecture.Of(space, [.. decisions]);
                    descending = false;
                    depth--;
                    continue;
                }
                wheels[depth] = space.IsActive(order[depth], decisions) ? ChoiceOptions.All(space.Choices[order[depth]]).GetEnumerator() : null;
                if (wheels[depth] is null)
                {
                    depth++;
                    continue;
                }
            }
            if (depth < 0)
                yield break;
            if (wheels[depth] is { } wheel && wheel.MoveNext())
            {
                decisions[order[depth]] = wheel.Current;
                depth++;
                descending = true;
            }
            else
            {
                decisions[order[depth]] = null;
                depth--;
                descending = false;
            }
        }
    }
}

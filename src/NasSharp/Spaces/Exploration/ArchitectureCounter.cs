using System.Numerics;

namespace NasSharp.Spaces.Exploration;

/// <summary>
/// Counts architectures without enumerating them. Choices that nesting does not connect multiply; within a connected group the count runs over
/// the choices in turn and remembers only the candidates that a later choice still asks about.
/// </summary>
internal sealed class ArchitectureCounter
{
    private readonly SearchSpace _space;
    private readonly int[] _lastUse;                                // per choice: the last position in the group that asks about it
    private readonly HashSet<(int Choice, int Candidate)> _asked = [];

    public ArchitectureCounter(SearchSpace space)
    {
        _space = space;
        _lastUse = new int[space.Choices.Count];
        for (var c = 0; c < space.Choices.Count; c++)
            foreach (var place in space.ConditionsOf(c))
                for (var i = 0; i < place.Length; i += 2)
                    _asked.Add((place[i], place[i + 1]));
    }

    public BigInteger Count()
        => Groups().Aggregate(BigInteger.One, (product, group) => product * CountGroup(group));

    private BigInteger CountGroup(int[] group)
    {
        if (group.Length == 1)
            return ChoiceOptions.Count(_space.Choices[group[0]]);
        Array.Fill(_lastUse, -1);
        for (var position = 0; position < group.Length; position++)
            foreach (var place in _space.ConditionsOf(group[position]))
                for (var i = 0; i < place.Length; i += 2)
                    _lastUse[place[i]] = position;
        return From(group, 0, new Decision?[_space.Choices.Count], []);
    }

    private BigInteger From(int[] group, int position, Decision?[] decisions, Dictionary<string, BigInteger> known)
    {
        if (position == group.Length)
            return BigInteger.One;
        var state = $"{position}:" + string.Join(',', Enumerable.Range(0, position)
            .Where(p => _lastUse[group[p]] >= position)
            .Select(p => decisions[group[p]] is { } d && _asked.Contains((group[p], d.Selected[0])) ? d.Selected[0] : -1));
        if (known.TryGetValue(state, out var count))
            return count;
        var choice = group[position];
        if (!_space.IsActive(choice, decisions))
            count = From(group, position + 1, decisions, known);
        else if (_lastUse[choice] < 0)
            count = ChoiceOptions.Count(_space.Choices[choice]) * From(group, position + 1, decisions, known);
        else
            count = CountCandidates(group, position, decisions, known);
        known[state] = count;
        return count;
    }

    // Candidates that nobody asks about lead to the same count.
    private BigInteger CountCandidates(int[] group, int position, Decision?[] decisions, Dictionary<string, BigInteger> known)
    {
        var choice = group[position];
        var (count, unasked) = (BigInteger.Zero, (BigInteger?)null);
        for (var candidate = 0; candidate < _space.Choices[choice].Candidates.Count; candidate++)
        {
            var asked = _asked.Contains((choice, candidate));
            if (asked || unasked is null)
            {
                decisions[choice] = Decision.One(candidate);
                var ways = From(group, position + 1, decisions, known);
                if (!asked)
                    unasked = ways;
                count += ways;
            }
            else
            {
                count += unasked.Value;
            }
        }
        decisions[choice] = null;
        return count;
    }

    // Groups of choices connected by nesting, each in resolution order.
    private IEnumerable<int[]> Groups()
    {
        var group = Enumerable.Range(0, _space.Choices.Count).ToArray();
        for (var c = 0; c < group.Length; c++)
            foreach (var place in _space.ConditionsOf(c))
                for (var i = 0; i < place.Length; i += 2)
                    group[Root(group, place[i])] = Root(group, c);
        return _space.Resolution.GroupBy(c => Root(group, c)).Select(g => g.ToArray());
    }

    private static int Root(int[] group, int choice)
    {
        while (group[choice] != choice)
            choice = group[choice] = group[group[choice]];
        return choice;
    }
}

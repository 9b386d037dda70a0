using NasSharp.Spaces;

namespace NasSharp.OneShot.Enas;

/// <summary>
/// The order in which the controller walks through a space: choices in network order, and the places where a scope or a choice that is a source of
/// later inputs gets its anchor. A source that has no anchor when it is needed, above all one without a key, gets a learned one of its own.
/// </summary>
internal sealed class ControllerPlan
{
    private readonly SearchSpace _space;
    private readonly HashSet<string> _sources;
    private readonly HashSet<string> _anchored = new(StringComparer.Ordinal);
    private readonly List<Stop> _stops = [];
    private readonly bool _stepAfterScope;
    private bool _moved;

    public ControllerPlan(SearchSpace space, bool stepAfterScope)
    {
        (_space, _stepAfterScope) = (space, stepAfterScope);
        _sources = space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice).SelectMany(c => c.Candidates).Where(s => s.Length > 0).ToHashSet(StringComparer.Ordinal);
        var left = space.Scopes.Select(s => s.Count).ToArray();
        foreach (var choice in space.Resolution)
        {
            LeaveEmptyScopes(choice, left);
            Decide(choice);
            // The inner scope ends first.
            for (var s = left.Length - 1; s >= 0; s--)
                if (choice >= space.Scopes[s].Start && choice < space.Scopes[s].Start + space.Scopes[s].Count && --left[s] == 0)
                    Leave(space.Scopes[s].Key);
        }
    }

    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<Stop> Stops => _stops;

    // A scope without choices ends before the first choice behind it.
    private void LeaveEmptyScopes(int choice, int[] left)
    {
        foreach (var (s, scope) in _space.Scopes.Index())
            if (scope.Count == 0 && left[s] == 0 && scope.Start <= choice)
            {
                left[s] = -1;
                Leave(scope.Key);
            }
    }

    private void Decide(int index)
    {
        var choice = _space.Choices[index];
        var anchored = choice.Kind == ChoiceKind.InputChoice ? choice.Candidates.Select(_anchored.Contains).ToArray() : [];
        _stops.Add(new Decision(index, anchored));
        _moved |= choice.ChosenCount != 0;
        if (_sources.Contains(choice.Key))
            Anchor(choice.Key, step: !_moved);
    }

    private void Leave(string scope)
    {
        if (_sources.Contains(scope))
            Anchor(scope, step: _stepAfterScope || !_moved);
        else if (_stepAfterScope)
            _stops.Add(new Mark(null, Step: true));
    }

    // Without a step since the last anchor, the two would be the same and could not be told apart.
    private void Anchor(string key, bool step)
    {
        _stops.Add(new Mark(key, step));
        _anchored.Add(key);
        _moved = false;
    }

    /// <summary>One thing to do on the way.</summary>
    public abstract record Stop;

    /// <summary>Decide a choice, when it is active.</summary>
    /// <param name="Choice">Its position in the space.</param>
    /// <param name="Anchored">For an input choice: which sources have an anchor by then; the others need a learned one.</param>
    public sealed record Decision(int Choice, IReadOnlyList<bool> Anchored) : Stop;

    /// <summary>Keep the LSTM's state as the anchor of a key, after one more step or not; without a key, only make the step.</summary>
    public sealed record Mark(string? Key, bool Step) : Stop;
}

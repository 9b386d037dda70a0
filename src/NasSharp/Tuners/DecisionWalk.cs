using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>
/// Decides a space action by action, choices in network order, enclosing ones first: a layer choice is one action; inputs in any number are one action each, to
/// leave or to take; some of the inputs are drawn one after the other, without those already taken. What cannot be decided otherwise takes no action. Actions have
/// numbers of their own across the space, so that equal names of different choices are different actions.
/// </summary>
internal sealed class DecisionWalk
{
    private readonly SearchSpace _space;
    private readonly Decision?[] _decisions;
    private readonly List<int> _taken = [];
    private readonly List<bool> _mask = [];
    private int _place; // in the order of resolution
    private int _first; // the number of the first action of the present choice
    private bool _ready;

    public DecisionWalk(SearchSpace space)
    {
        _space = space;
        _decisions = new Decision?[space.Choices.Count];
    }

    /// <summary>How many actions a space has.</summary>
    public static int ActionCount(SearchSpace space) => space.Choices.Sum(Actions);

    /// <summary>The actions that can be taken now, one at least two; empty at the end.</summary>
    public IReadOnlyList<int> Allowed()
    {
        while (_place < _space.Resolution.Length)
        {
            var index = _space.Resolution[_place];
            var choice = _space.Choices[index];
            if (!_ready)
                Begin(index);
            if (_space.IsActive(index, _decisions) && Open(choice) is { Count: > 0 } open)
                return open;
            if (_space.IsActive(index, _decisions))
                _decisions[index] = Finish(choice);
            (_place, _ready) = (_place + 1, false);
        }
        return [];
    }

    /// <summary>Takes one of the allowed actions.</summary>
    public void Take(int action)
    {
        if (_space.Choices[_space.Resolution[_place]] is { Kind: ChoiceKind.InputChoice, ChosenCount: null })
            _mask.Add((action - _first) % 2 == 1);
        else
            _taken.Add(action - _first);
    }

    /// <summary>What was decided, at the end.</summary>
    public Architecture Architecture() => Spaces.Architecture.Of(_space, [.. _decisions]);

    private void Begin(int index)
    {
        _taken.Clear();
        _mask.Clear();
        _first = _space.Choices.Take(index).Sum(Actions);
        _ready = true;
    }

    private List<int> Open(Choice choice)
    {
        var count = choice.Candidates.Count;
        if (choice is { Kind: ChoiceKind.InputChoice, ChosenCount: null })
            return _mask.Count < count ? [_first + 2 * _mask.Count, _first + 2 * _mask.Count + 1] : [];
        var wanted = choice.ChosenCount ?? 1;
        return _taken.Count == wanted || count == wanted ? [] : [.. Enumerable.Range(0, count).Where(i => !_taken.Contains(i)).Select(i => _first + i)];
    }

    private Decision Finish(Choice choice) => choice switch
    {
        { Kind: ChoiceKind.InputChoice, ChosenCount: null } => Decision.FromMask(_mask),
        { ChosenCount: { } all } when all == choice.Candidates.Count => Decision.Many(Enumerable.Range(0, all)),
        { Kind: ChoiceKind.LayerChoice, Candidates.Count: 1 } => Decision.One(0),
        _ => Decision.Many(_taken),
    };

    private static int Actions(Choice choice) => choice is { Kind: ChoiceKind.InputChoice, ChosenCount: null } ? 2 * choice.Candidates.Count : choice.Candidates.Count;
}

using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>
/// Drives a tuner: numbers its trials, answers architectures that are known or running without another trial, keeps constraints, turns the signs of what
/// is minimized, and restores the tuner by replaying what happened. Not for several threads at once.
/// </summary>
public sealed class TunerSession
{
    private readonly GuardedTuner _tuner;
    private readonly TunerSessionOptions _options;
    private readonly UnknownArchitectures _unknown;
    private readonly Dictionary<(Architecture Architecture, int Fidelity), Known> _known = [];
    private readonly Dictionary<int, Running> _running = [];
    private readonly bool _maximizesAll;
    private bool _nothingLeft;
    private bool _replaying;

    /// <summary>Starts a session with a fresh tuner.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public TunerSession(ITuner tuner, SearchSpace space, TunerSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tuner);
        ArgumentNullException.ThrowIfNull(space);
        _tuner = new GuardedTuner(tuner);
        _options = options ?? new TunerSessionOptions();
        _options.Validate();
        Space = space;
        _maximizesAll = _options.Goals.All(g => g == Goal.Maximize);
        _unknown = new UnknownArchitectures(space, _options.Seed, _options.Constraint);
    }

    /// <summary>The space that is searched.</summary>
    public SearchSpace Space { get; }

    /// <summary>Trials proposed so far; the next one has this number.</summary>
    public int Proposed { get; private set; }

    /// <summary>Trials that were proposed and have no result yet.</summary>
    public int Pending => _running.Count;

    /// <summary>Suggestions of the tuner that were answered without a trial because the architecture was known or running.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Suggestions of the tuner that the constraint refused.</summary>
    public long Rejections { get; private set; }

    /// <summary>True when nothing will ever be proposed again: the tuner has finished, or no allowed architecture is left.</summary>
    public bool IsExhausted => _nothingLeft || _tuner.IsExhausted;

    /// <summary>The next trial to run; null when a running trial must end first, or when <see cref="IsExhausted"/>.</summary>
    /// <exception cref="TunerException">The tuner waits although no trial is running, or suggested an architecture of another space.</exception>
    public Proposal? Ask()
    {
        var answered = Duplicates + Rejections;
        var proposal = Next();
        if (proposal is not null)
            Record(static p => new TunerEvent.Asked(p!.Id, p.Architecture, p.Fidelity), proposal);
        else if (Duplicates + Rejections != answered)
            Record(static _ => new TunerEvent.Waited(), proposal);
        return proposal;
    }

    /// <summary>The result of a trial.</summary>
    /// <exception cref="ArgumentException">The trial is not running, or the number of values is not that of the goals.</exception>
    public void Tell(int id, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (!_running.TryGetValue(id, out var trial))
            throw new ArgumentException(id >= 0 && id < Proposed ? $"Trial {id} already has a result." : $"There is no trial {id}; {Proposed} were proposed.", nameof(id));
        var oriented = Oriented(outcome);
        _running.Remove(id);
        trial.Known.Settle(_tuner, trial.Suggestion, oriented);
        Record(static t => new TunerEvent.Told(t.id, t.outcome), (id, outcome));
    }

    /// <summary>Lets the tuner know a result that no trial of this session produced. It answers later suggestions of the same architecture.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to another space, or the number of values is not that of the goals.</exception>
    public void Learn(Architecture architecture, TrialOutcome outcome, int? fidelity = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var suggestion = new Suggestion(architecture, fidelity);
        if (!InSpace(architecture))
            throw new ArgumentException("The architecture belongs to another space.", nameof(architecture));
        var oriented = Oriented(outcome);
        if (!_known.TryGetValue(KeyOf(suggestion), out var known))
            _known[KeyOf(suggestion)] = known = new Known(null);
        if (known.IsSettled || !known.HasTrial)
            known.Settle(_tuner, suggestion, oriented);
        else
            _tuner.Tell(suggestion, oriented); // the running trial still counts when it ends
        Record(static l => new TunerEvent.Learned(l.architecture, l.outcome, l.fidelity), (architecture, outcome, fidelity));
    }

    /// <summary>Brings a fresh session to the state in which these events left another one with the same space, tuner, seed and options.</summary>
    /// <exception cref="TunerException">The tuner proposes something else than was recorded; the message names the trial.</exception>
    public void Replay(IEnumerable<TunerEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        _replaying = true;
        try
        {
            foreach (var happened in events)
                Repeat(happened);
        }
        finally
        {
            _replaying = false;
        }
    }

    private void Repeat(TunerEvent happened)
    {
        switch (happened)
        {
            case TunerEvent.Asked asked:
                Repeat(asked);
                break;
            case TunerEvent.Waited when Ask() is { } proposal:
                throw Differs($"it waited after trial {proposal.Id - 1}", proposal);
            case TunerEvent.Told told:
                Tell(told.Id, told.Outcome);
                break;
            case TunerEvent.Learned learned:
                Learn(learned.Architecture, learned.Outcome, learned.Fidelity);
                break;
        }
    }

    private Proposal? Next()
    {
        var (repetitions, rejections) = (0, 0);
        while (!IsExhausted)
        {
            if (_tuner.Ask() is not { } suggestion)
            {
                if (_running.Count == 0 && !_tuner.IsExhausted)
                    throw new TunerException($"The tuner {_tuner.Name} waits for results although no trial is running; it must suggest something or be exhausted.");
                return null;
            }
            Own(suggestion.Architecture);
            if (_options.Constraint is { } allowed && !allowed(suggestion.Architecture))
            {
                Rejections++;
                rejections++;
                _tuner.Tell(suggestion, TrialOutcome.Rejected);
            }
            else if (_options.AnswerDuplicates && _known.TryGetValue(KeyOf(suggestion), out var known))
            {
                Duplicates++;
                repetitions++;
                known.Answer(_tuner, suggestion);
            }
            else
            {
                return Propose(suggestion);
            }
            if (repetitions >= _options.RepetitionLimit || rejections >= _options.RejectionLimit)
                return Draw(suggestion.Fidelity);
        }
        return null;
    }

    private void Repeat(TunerEvent.Asked asked)
    {
        var proposal = Ask();
        if (proposal is null || proposal.Id != asked.Id || proposal.Fidelity != asked.Fidelity || !proposal.Architecture.Equals(asked.Architecture))
            throw Differs($"trial {asked.Id} was {asked.Architecture}", proposal);
    }

    private TunerException Differs(string recorded, Proposal? proposal)
    {
        var found = proposal is null ? "nothing" : $"trial {proposal.Id} with {proposal.Architecture}";
        return new TunerException(
            $"The tuner {_tuner.Name} does not repeat what was recorded: {recorded}, now it proposes {found}; "
            + "resume with the same space, tuner arguments, seed and version.");
    }

    // The event is made only when somebody wants it.
    private void Record<T>(Func<T, TunerEvent> happened, T what)
    {
        if (_options.Recorder is { } recorder && !_replaying)
            recorder(happened(what));
    }

    private Proposal Propose(Suggestion suggestion)
    {
        var id = Proposed++;
        var key = KeyOf(suggestion);
        var known = new Known(id);
        _known[key] = known;
        _running[id] = new Running(suggestion, known);
        var continues = suggestion.Continues is { } earlier && _known.TryGetValue(KeyOf(earlier), out var trained) ? trained.TrialId : null;
        return suggestion.Parents.Count == 0
            ? new Proposal(id, suggestion.Architecture, suggestion.Fidelity, continues)
            : new Proposal(id, suggestion.Architecture, suggestion.Fidelity, continues) { ParentIds = Trials(suggestion.Parents, suggestion.Fidelity ?? 0) };
    }

    private int[] Trials(IReadOnlyList<Architecture> parents, int fidelity) =>
        [.. parents.Select(p => _known.TryGetValue((p, fidelity), out var known) ? known.TrialId : null).OfType<int>().Distinct()];

    private Proposal? Draw(int? fidelity)
    {
        var drawn = _unknown.Draw(a => _known.ContainsKey((a, fidelity ?? 0)));
        if (drawn is not null)
            return Propose(new Suggestion(drawn, fidelity));
        _nothingLeft = true;
        return null;
    }

    private TrialOutcome Oriented(TrialOutcome outcome)
    {
        if (!outcome.HasValue)
            return outcome;
        var goals = _options.Goals;
        if (outcome.Values.Count != goals.Count)
            throw new ArgumentException($"The result has {outcome.Values.Count} values; the session has {goals.Count} goals.", nameof(outcome));
        return _maximizesAll
            ? outcome
            : TrialOutcome.Of([.. outcome.Values.Select((v, i) => goals[i] == Goal.Maximize ? v : -v)]);
    }

    private void Own(Architecture architecture)
    {
        if (!InSpace(architecture))
            throw new TunerException($"The tuner {_tuner.Name} suggested an architecture of another space.");
    }

    private bool InSpace(Architecture architecture) => ReferenceEquals(architecture.Space, Space) || architecture.Space.Fingerprint == Space.Fingerprint;

    private static (Architecture, int) KeyOf(Suggestion suggestion) => (suggestion.Architecture, suggestion.Fidelity ?? 0);

    private sealed record Running(Suggestion Suggestion, Known Known);

    // What is known of one architecture: its result, or who waits for it.
    private sealed class Known(int? trial)
    {
        private TrialOutcome? _outcome;
        private List<Suggestion>? _waiting;

        public int? TrialId => trial;

        public bool HasTrial => trial is not null;

        public bool IsSettled => _outcome is not null;

        public void Answer(GuardedTuner tuner, Suggestion suggestion)
        {
            if (_outcome is null)
                (_waiting ??= []).Add(suggestion);
            else
                tuner.Tell(suggestion, _outcome);
        }

        public void Settle(GuardedTuner tuner, Suggestion suggestion, TrialOutcome outcome)
        {
            _outcome = outcome;
            tuner.Tell(suggestion, outcome);
            foreach (var waiting in _waiting ?? [])
                tuner.Tell(waiting, outcome);
            _waiting = null;
        }
    }
}

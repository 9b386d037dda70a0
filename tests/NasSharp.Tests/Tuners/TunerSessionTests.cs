using NasSharp.Spaces;
using NasSharp.Tuners;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Tests.Tuners;

public sealed class TunerSessionTests
{
    private static readonly SearchSpace Space = TunerSpaces.Four;

    [Fact]
    public void A_known_architecture_is_answered_without_a_trial()
    {
        var tuner = new Scripted(At(0, 0), At(0, 0), At(1, 0));
        var session = new TunerSession(tuner, Space);
        session.Tell(session.Ask()!.Id, TrialOutcome.Of(0.5));
        var second = session.Ask()!;
        Assert.Equal(1, second.Id);
        Assert.Equal(At(1, 0).Architecture, second.Architecture);
        Assert.Equal([0.5, 0.5], tuner.Told.Select(t => t.Outcome.Value));
        Assert.Equal(1, session.Duplicates);
    }

    [Fact]
    public void A_running_architecture_is_answered_when_its_trial_ends()
    {
        var tuner = new Scripted(At(0, 0), At(0, 0), At(1, 0));
        var session = new TunerSession(tuner, Space);
        var first = session.Ask()!;
        session.Ask();
        Assert.Empty(tuner.Told);
        session.Tell(first.Id, TrialOutcome.Failed);
        Assert.Equal([TrialStatus.Failed, TrialStatus.Failed], tuner.Told.Select(t => t.Outcome.Status));
        Assert.Equal(1, session.Pending);
    }

    [Fact]
    public void Duplicates_are_trials_when_they_shall_not_be_answered()
    {
        var session = new TunerSession(new Scripted(At(0, 0), At(0, 0)), Space, new TunerSessionOptions { AnswerDuplicates = false });
        session.Tell(session.Ask()!.Id, TrialOutcome.Of(1));
        Assert.Equal(At(0, 0).Architecture, session.Ask()!.Architecture);
    }

    [Fact]
    public void Another_fidelity_is_another_trial_that_names_the_one_it_continues()
    {
        var low = new Suggestion(At(0, 0).Architecture, 1);
        var session = new TunerSession(new Scripted(low, new Suggestion(low.Architecture, 3, low)), Space);
        session.Tell(session.Ask()!.Id, TrialOutcome.Of(1));
        Assert.Equal(new Proposal(1, low.Architecture, 3, 0), session.Ask());
    }

    [Fact]
    public void A_rejected_architecture_costs_no_trial()
    {
        var tuner = new Scripted(At(0, 0), At(1, 0));
        var session = new TunerSession(tuner, Space, new TunerSessionOptions { Constraint = a => a["a"].Selected[0] == 1 });
        Assert.Equal(At(1, 0).Architecture, session.Ask()!.Architecture);
        Assert.Equal(TrialStatus.Rejected, Assert.Single(tuner.Told).Outcome.Status);
        Assert.Equal(1, session.Rejections);
    }

    [Fact]
    public void A_tuner_that_repeats_itself_is_helped_out_until_nothing_is_left()
    {
        var session = new TunerSession(new Scripted([.. Enumerable.Repeat(At(0, 0), 1000)]), Space, new TunerSessionOptions { RepetitionLimit = 5 });
        var seen = new HashSet<Architecture>();
        while (session.Ask() is { } proposal)
        {
            Assert.True(seen.Add(proposal.Architecture));
            session.Tell(proposal.Id, TrialOutcome.Of(1));
        }
        Assert.Equal(4, seen.Count);
        Assert.True(session.IsExhausted);
    }

    [Fact]
    public void Minimized_values_reach_the_tuner_with_the_other_sign()
    {
        var tuner = new Scripted(At(0, 0));
        var session = new TunerSession(tuner, Space, new TunerSessionOptions { Goals = [Goal.Maximize, Goal.Minimize] });
        session.Tell(session.Ask()!.Id, TrialOutcome.Of(0.9, 40));
        Assert.Equal([0.9, -40], Assert.Single(tuner.Told).Outcome.Values);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_a_failed_trial(double value) => Assert.Equal(TrialStatus.Failed, TrialOutcome.Of(1, value).Status);

    [Fact]
    public void A_result_that_does_not_fit_is_refused()
    {
        var session = new TunerSession(new RandomTuner(Space), Space);
        var id = session.Ask()!.Id;
        Assert.Contains("2 values", Assert.Throws<ArgumentException>(() => session.Tell(id, TrialOutcome.Of(1, 2))).Message);
        Assert.Contains("no trial 7", Assert.Throws<ArgumentException>(() => session.Tell(7, TrialOutcome.Of(1))).Message);
        session.Tell(id, TrialOutcome.Of(1));
        Assert.Contains("already has a result", Assert.Throws<ArgumentException>(() => session.Tell(id, TrialOutcome.Of(1))).Message);
    }

    [Fact]
    public void A_tuner_that_waits_for_nothing_is_an_error()
        => Assert.Contains("waits", Assert.Throws<TunerException>(() => new TunerSession(new Scripted(), Space).Ask()).Message);

    [Fact]
    public void A_learned_result_answers_later_suggestions()
    {
        var tuner = new Scripted(At(1, 1), At(0, 1));
        var session = new TunerSession(tuner, Space);
        session.Learn(At(1, 1).Architecture, TrialOutcome.Of(0.7));
        Assert.Equal(At(0, 1).Architecture, session.Ask()!.Architecture);
        Assert.Equal([0.7, 0.7], tuner.Told.Select(t => t.Outcome.Value));
    }

    [Fact]
    public void A_replay_that_differs_names_the_trial()
    {
        var events = new List<TunerEvent>();
        new TunerSession(new RandomTuner(TunerSpaces.Mixed, 1), TunerSpaces.Mixed, new TunerSessionOptions { Recorder = events.Add }).Ask();
        var other = new TunerSession(new RandomTuner(TunerSpaces.Mixed, 2), TunerSpaces.Mixed);
        Assert.Contains("trial 0 was", Assert.Throws<TunerException>(() => other.Replay(events)).Message);
    }

    [Theory]
    [InlineData("nonesuch", null, "There is no tuner 'nonesuch'")]
    [InlineData("random", """{"speed": 3}""", "no argument 'speed'")]
    public void A_tuner_that_cannot_be_made_says_why(string name, string? arguments, string expected)
    {
        var parsed = arguments is null ? null : System.Text.Json.Nodes.JsonNode.Parse(arguments)!.AsObject();
        Assert.Contains(expected, Assert.Throws<TunerException>(() => TunerCatalog.Create(name, Space, parsed)).Message);
    }

    private static Suggestion At(int a, int b) => new(new Architecture(Space, [new("a", Decision.One(a)), new("b", Decision.One(b))]));

    private sealed class Scripted(params Suggestion[] script) : ITuner
    {
        private int _next;

        public List<(Suggestion Suggestion, TrialOutcome Outcome)> Told { get; } = [];

        public Suggestion? Ask() => _next < script.Length ? new(script[_next].Architecture, script[_next].Fidelity, script[_next++].Continues) : null;

        public void Tell(Suggestion suggestion, TrialOutcome outcome) => Told.Add((suggestion, outcome));
    }
}

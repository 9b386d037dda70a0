using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Training;
using NasSharp.Tuners;

namespace NasSharp.Tests.Tuners;

/// <summary>What every tuner must do.</summary>
public sealed class TunerContractTests : IDisposable
{
    private readonly ProcessWide.OneThread _oneThread = new();

    public void Dispose() => _oneThread.Dispose();

    public static TheoryData<string> All => [.. TunerCatalog.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_proposes_valid_architectures_of_every_kind_of_choice_and_never_one_twice(string name)
    {
        var seen = new HashSet<(Architecture, int?)>();
        foreach (var proposal in Run(name, TunerSpaces.Mixed, seed: 1, trials: 60).Proposals)
        {
            Assert.Equal(proposal.Architecture, Architecture.ParseTrialParameters(TunerSpaces.Mixed, proposal.Architecture.ToTrialParameters()));
            Assert.True(seen.Add((proposal.Architecture, proposal.Fidelity)), $"{proposal.Architecture} again");
        }
        Assert.Equal(60, seen.Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_reaches_every_candidate_of_every_kind_of_choice(string name)
    {
        var space = TunerSpaces.Mixed;
        var taken = new HashSet<(string Key, int Candidate)>();
        var sizes = new HashSet<int>();
        foreach (var proposal in Run(name, space, seed: 9, trials: name == "grid" ? (int)space.Count() : 150).Proposals)
        {
            taken.UnionWith(proposal.Architecture.Decisions.SelectMany(d => d.Value.Selected.Select(i => (d.Key, i))));
            sizes.Add(proposal.Architecture["any"].Selected.Count);
            Assert.Equal(2, proposal.Architecture["pair"].Selected.Distinct().Count());
        }
        var all = space.Choices.Where(c => c.ChosenCount != 0).SelectMany(c => Enumerable.Range(0, c.Candidates.Count).Select(i => (c.Key, i)));
        Assert.Equal(all.OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.i), taken.OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Candidate));
        Assert.InRange(sizes.Count, 3, 4);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_with_the_same_seed_proposes_the_same(string name)
        => Assert.Equal(Run(name, TunerSpaces.Mixed, 5, 40).Proposals, Run(name, TunerSpaces.Mixed, 5, 40).Proposals);

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_with_parallel_and_failing_trials_is_restored_by_replay(string name)
    {
        var whole = Run(name, TunerSpaces.Mixed, 3, 60);
        foreach (var cut in new[] { 1, 17, 50, 90 })
        {
            var session = Session(name, TunerSpaces.Mixed, 3, _ => { });
            session.Replay(whole.Events.Take(cut));
            foreach (var (happened, position) in whole.Events.Skip(cut).Select((e, i) => (e, i + cut)))
                Assert.Null(Record.Exception(() => session.Replay([happened])) is { } wrong ? $"event {position}: {wrong.Message}" : null);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_goes_on_when_every_trial_fails(string name)
    {
        var session = Session(name, TunerSpaces.Mixed, 2, _ => { });
        for (var i = 0; i < 60; i++)
            session.Tell(session.Ask()!.Id, TrialOutcome.Failed);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_keeps_the_constraint(string name)
    {
        var session = Session(name, TunerSpaces.Mixed, 4, _ => { }, a => a["stem"].Selected[0] != 2 && a["any"].Selected.Count < 3);
        for (var i = 0; i < 40; i++)
        {
            var proposal = session.Ask()!;
            Assert.True(proposal.Architecture["stem"].Selected[0] != 2 && proposal.Architecture["any"].Selected.Count < 3);
            session.Tell(proposal.Id, TrialOutcome.Of(TunerSpaces.Planted(proposal.Architecture)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_finds_all_of_a_small_space_and_ends(string name)
    {
        var session = Session(name, TunerSpaces.Four, 6, _ => { });
        var seen = new HashSet<Architecture>();
        for (var trial = 0; session.Ask() is { } proposal && trial < 1000; trial++)
        {
            seen.Add(proposal.Architecture);
            session.Tell(proposal.Id, TrialOutcome.Of(proposal.Architecture["a"].Selected[0]));
        }
        Assert.Equal(4, seen.Count);
        Assert.True(session.IsExhausted);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tuner_accepts_results_that_it_did_not_ask_for(string name)
    {
        var session = Session(name, TunerSpaces.Mixed, 7, _ => { });
        var random = new RandomStream(8);
        for (var i = 0; i < 30; i++)
        {
            var known = TunerSpaces.Mixed.Sample(random);
            session.Learn(known, TrialOutcome.Of(TunerSpaces.Planted(known)));
            var proposal = session.Ask()!;
            session.Tell(proposal.Id, TrialOutcome.Of(TunerSpaces.Planted(proposal.Architecture)));
        }
    }

    private static TunerSession Session(string name, SearchSpace space, long seed, Action<TunerEvent> recorder, Func<Architecture, bool>? constraint = null)
        => new(TunerCatalog.Create(name, space, TestArguments.For(name), seed), space, new TunerSessionOptions { Seed = seed, Recorder = recorder, Constraint = constraint });

    // Four trials at once, ending in random order, every seventh with a failure.
    private static (List<Proposal> Proposals, List<TunerEvent> Events) Run(string name, SearchSpace space, long seed, int trials)
    {
        var (proposals, events, running) = (new List<Proposal>(), new List<TunerEvent>(), new List<Proposal>());
        var random = new RandomStream(seed, "order of the trials");
        var session = Session(name, space, seed, events.Add);
        while (proposals.Count < trials)
        {
            while (running.Count < 4 && proposals.Count < trials && session.Ask() is { } proposal)
            {
                proposals.Add(proposal);
                running.Add(proposal);
            }
            Assert.NotEmpty(running);
            var ended = running[random.Next(running.Count)];
            running.Remove(ended);
            session.Tell(ended.Id, ended.Id % 7 == 3 ? TrialOutcome.Failed : TrialOutcome.Of(TunerSpaces.Planted(ended.Architecture)));
        }
        return (proposals, events);
    }
}

using NasSharp.Spaces;
using NasSharp.Tuners;
using NasSharp.Tuners.Nsga2;

namespace NasSharp.Tests.Tuners;

/// <summary>What tuners say of where their proposals come from.</summary>
public sealed class LineageTests
{
    [Theory]
    [InlineData("evolution", 1, 1)]
    [InlineData("local-search", 1, 1)]
    [InlineData("bananas", 1, 2)]
    [InlineData("spos", 2, 6)]
    [InlineData("nsga2", 2, 6)]
    [InlineData("network-morphism", 1, 6)]
    public void Proposal_names_the_ended_trials_that_it_was_made_of(string name, int mostParents, int mostChanged)
    {
        var (session, proposals, ended, running) = (Session(name), new List<Proposal>(), new HashSet<int>(), new Queue<Proposal>());
        while (proposals.Count < 80)
        {
            if (running.Count == 3 || session.Ask() is not { } proposal)
            {
                var end = running.Dequeue();
                session.Tell(end.Id, TrialOutcome.Of(TunerSpaces.Planted(end.Architecture)));
                ended.Add(end.Id);
                continue;
            }
            Assert.InRange(proposal.ParentIds.Count, 0, mostParents);
            Assert.All(proposal.ParentIds, p => Assert.Contains(p, ended));
            if (proposal.ParentIds is [var only])
                Assert.InRange(Changed(proposals[only].Architecture, proposal.Architecture), 1, mostChanged);
            proposals.Add(proposal);
            running.Enqueue(proposal);
        }
        Assert.InRange(proposals.Count(p => p.ParentIds.Count > 0), 40, 79);
        Assert.Equal(mostParents, proposals.Max(p => p.ParentIds.Count));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("grid")]
    [InlineData("tpe")]
    [InlineData("ppo")]
    [InlineData("reinforce")]
    [InlineData("successive-halving")]
    [InlineData("asha")]
    public void Tuner_that_draws_anew_names_no_parents(string name)
    {
        var session = Session(name);
        for (var i = 0; i < 40; i++)
        {
            var proposal = session.Ask()!;
            Assert.Empty(proposal.ParentIds);
            session.Tell(proposal.Id, TrialOutcome.Of(TunerSpaces.Planted(proposal.Architecture)));
        }
    }

    [Fact]
    public void Crossing_takes_every_decision_from_one_of_its_parents()
    {
        var options = new Nsga2Options { Population = 10, MutationProbability = 0, CrossoverProbability = 1 };
        var (tuner, crossed) = (new Nsga2Tuner(TunerSpaces.Six, options, seed: 1), 0);
        for (var i = 0; i < 60; i++)
        {
            var suggestion = tuner.Ask()!;
            tuner.Tell(suggestion, TrialOutcome.Of(TunerSpaces.Planted(suggestion.Architecture), i % 7));
            // A child like its parent is mutated, so that it may have one decision of its own.
            if (suggestion.Parents is [var first, var second] && suggestion.Architecture.Decisions.All(d => d.Value.Equals(first[d.Key]) || d.Value.Equals(second[d.Key])))
                crossed++;
        }
        Assert.InRange(crossed, 25, 50);
    }

    [Fact]
    public void Parent_that_was_no_trial_is_left_out()
    {
        var session = Session("evolution");
        foreach (var known in TunerSpaces.Six.Enumerate().Take(12))
            session.Learn(known, TrialOutcome.Of(100));
        for (var i = 0; i < 6; i++)
            Assert.Empty(session.Ask()!.ParentIds);
    }

    private static TunerSession Session(string name) => new(TunerCatalog.Create(name, TunerSpaces.Six, TestArguments.For(name), 3), TunerSpaces.Six);

    private static int Changed(Architecture one, Architecture other) => one.Decisions.Count(d => !d.Value.Equals(other[d.Key]));
}

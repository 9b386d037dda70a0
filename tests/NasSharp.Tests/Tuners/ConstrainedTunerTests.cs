using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Tuners;

namespace NasSharp.Tests.Tuners;

/// <summary>Tuners in the hundredth part of a space that a constraint leaves over.</summary>
public sealed class ConstrainedTunerTests
{
    private const int Trials = 60;
    private const int Seeds = 8;
    private const double Share = 0.01;

    private static readonly SearchSpace Space = new(Enumerable.Range(0, 8).Select(i => Choice.Layer($"c{i}", ["0", "1", "2", "3", "4", "5"])));
    private static readonly int[][] Costs = DrawCosts();
    private static readonly Dictionary<string, double> RandomMeans = [];

    /// <summary>A budget leaves the cheap corner of the space; a band leaves islands that no single change connects.</summary>
    public static TheoryData<string, bool> Searches => new MatrixTheoryData<string, bool>(["evolution", "local-search", "nsga2", "tpe", "spos", "bananas", "network-morphism"], [false, true]);

    public static TheoryData<string> Learners => ["evolution", "local-search", "nsga2", "tpe", "spos", "bananas", "network-morphism", "ppo", "reinforce"];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Tuner_under_a_tight_constraint_finds_better_ones_than_random_search(string name, bool band)
    {
        var constraint = Constraint(band);
        var random = RandomMeans.TryGetValue($"{band}", out var known) ? known : RandomMeans[$"{band}"] = MeanOfBest("random", constraint);
        Assert.True(MeanOfBest(name, constraint) > random, $"{name} reaches {MeanOfBest(name, constraint)}, random search {random}");
    }

    [Theory]
    [InlineData("evolution")]
    [InlineData("nsga2")]
    [InlineData("bananas")]
    [InlineData("network-morphism")]
    public void Tuner_under_a_tight_constraint_still_makes_its_proposals_of_earlier_ones(string name)
    {
        var proposals = Run(name, Constraint(band: true), seed: 1).Proposals;
        Assert.InRange(proposals.Skip(20).Count(p => p.ParentIds.Count > 0), 38, 40);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Tuner_that_knows_one_allowed_architecture_finds_others_where_no_random_draw_would(string name)
    {
        // Two changes in a hundred thousand keep it; each differs from the known one in at most four decisions.
        var space = new SearchSpace(Enumerable.Range(0, 12).Select(i => Choice.Layer($"c{i}", ["0", "1", "2", "3", "4", "5"])));
        bool Allowed(Architecture a) => Enumerable.Range(0, 8).All(i => a.At(i)!.Selected[0] == 3);
        var session = new TunerSession(TunerCatalog.Create(name, space, TestArguments.For(name), 1, Allowed), space, new TunerSessionOptions { Seed = 1, Constraint = Allowed });
        session.Learn(new Architecture(space, space.Choices.Select(c => new KeyValuePair<string, Decision>(c.Key, Decision.One(3)))), TrialOutcome.Of(1));
        var seen = new HashSet<Architecture>();
        for (var i = 0; i < 20; i++)
        {
            var proposal = session.Ask()!;
            Assert.True(Allowed(proposal.Architecture));
            Assert.True(seen.Add(proposal.Architecture));
            session.Tell(proposal.Id, TrialOutcome.Of(proposal.Architecture["c9"].Selected[0]));
        }
        Assert.Equal(0, session.Rejections);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Tuner_ends_when_nothing_is_allowed(string name)
    {
        var session = new TunerSession(TunerCatalog.Create(name, TunerSpaces.Four, TestArguments.For(name), 1, _ => false), TunerSpaces.Four,
            new TunerSessionOptions { Constraint = _ => false, RejectionLimit = 5 });
        if (name == "spos")
            Assert.Contains("keeps the constraint", Assert.Throws<TunerException>(session.Ask).Message);
        else
            Assert.Null(session.Ask());
        Assert.Equal(name != "spos", session.IsExhausted);
    }

    private static double MeanOfBest(string name, Func<Architecture, bool> constraint) => Enumerable.Range(0, Seeds).Average(seed => Run(name, constraint, seed).Best);

    private static (List<Proposal> Proposals, double Best) Run(string name, Func<Architecture, bool> constraint, long seed)
    {
        var target = Target(constraint);
        var session = new TunerSession(TunerCatalog.Create(name, Space, TestArguments.For(name), seed, constraint), Space, new TunerSessionOptions { Seed = seed, Constraint = constraint });
        var (proposals, best) = (new List<Proposal>(), double.NegativeInfinity);
        for (var i = 0; i < Trials; i++)
        {
            var proposal = session.Ask()!;
            var value = -Enumerable.Range(0, Space.Choices.Count).Sum(c => Math.Abs(proposal.Architecture.At(c)!.Selected[0] - target.At(c)!.Selected[0]));
            proposals.Add(proposal);
            best = Math.Max(best, value);
            session.Tell(proposal.Id, TrialOutcome.Of(value));
        }
        return (proposals, best);
    }

    private static Func<Architecture, bool> Constraint(bool band)
    {
        var random = new RandomStream(5, "costs of the space");
        var costs = Enumerable.Range(0, 20_000).Select(_ => Cost(Space.Sample(random))).Order().ToArray();
        var first = band ? costs.Length / 3 : 0;
        var (least, most) = (costs[first], costs[first + (int)(Share * costs.Length)]);
        return a => Cost(a) is var cost && cost >= least && cost < most;
    }

    private static Architecture Target(Func<Architecture, bool> constraint)
    {
        var random = new RandomStream(6, "target");
        while (true)
            if (Space.Sample(random) is var drawn && constraint(drawn))
                return drawn;
    }

    private static int Cost(Architecture architecture) => Enumerable.Range(0, Space.Choices.Count).Sum(c => Costs[c][architecture.At(c)!.Selected[0]]);

    private static int[][] DrawCosts()
    {
        var random = new RandomStream(4, "costs");
        return [.. Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 6).Select(_ => random.Next(1, 1000)).ToArray())];
    }
}

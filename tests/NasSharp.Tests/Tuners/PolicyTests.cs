using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Tuners;
using NasSharp.Tuners.Ppo;

namespace NasSharp.Tests.Tuners;

public sealed class PolicyTests
{
    [Fact]
    public void Advantages_have_the_golden_values()
    {
        var found = Advantages.Of([0.1, 0.2, 0.3], 0.8, 0.99, 0.95);
        Assert.Equal([2.183899, 1.36725, 0.5], found.Select(a => Math.Round(a, 6)));
    }

    [Fact]
    public void Steps_are_in_network_order_and_only_what_can_be_decided()
    {
        var space = new SearchSpace([.. Enumerable.Range(1, 11).Select(i => Choice.Layer($"LayerChoice{i}", ["a", "b"])), Choice.Layer("only", ["x"])]);
        var walk = new DecisionWalk(space);
        for (var choice = 0; choice < 11; choice++)
        {
            Assert.Equal([2 * choice, 2 * choice + 1], walk.Allowed());
            walk.Take(2 * choice + choice % 2);
        }
        Assert.Empty(walk.Allowed());
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0], walk.Architecture().Decisions.Select(d => d.Value.Selected[0]));
    }

    [Fact]
    public void A_walk_reaches_every_architecture_of_every_kind()
    {
        var reached = new HashSet<Architecture>();
        Walk([]);
        Assert.Equal((long)TunerSpaces.Mixed.Count(), reached.Count);

        void Walk(IReadOnlyList<int> actions)
        {
            var walk = new DecisionWalk(TunerSpaces.Mixed);
            foreach (var action in actions)
            {
                Assert.Contains(action, walk.Allowed());
                walk.Take(action);
            }
            var open = walk.Allowed();
            if (open.Count == 0)
                reached.Add(walk.Architecture());
            foreach (var next in open)
                Walk([.. actions, next]);
        }
    }

    [Fact]
    public void Masked_actions_have_no_probability_in_samples_scores_and_entropies()
    {
        var random = new RandomStream(1);
        using var policy = new RecurrentPolicy(TunerSpaces.Mixed, 8, 16, expects: true, 0.5, random);
        var sampled = Enumerable.Range(0, 20).Select(_ => policy.Sample(random)).ToArray();
        using var scope = torch.NewDisposeScope();
        var (logs, entropies, values, present) = policy.Score(sampled);
        var (scored, entropy, seen) = (logs.data<float>().ToArray(), entropies.data<float>().ToArray(), present.data<float>().ToArray());
        var steps = (int)logs.shape[1];
        foreach (var (row, trajectory) in sampled.Index())
        {
            for (var step = 0; step < steps; step++)
            {
                var at = row * steps + step;
                Assert.Equal(step < trajectory.Actions.Count ? 1 : 0, seen[at]);
                if (step >= trajectory.Actions.Count)
                    continue;
                Assert.Equal(trajectory.LogProbabilities[step], scored[at], 1e-4);
                // Logits start nearly equal: over k allowed actions each has probability 1/k, and nothing is left for the others.
                Assert.Equal(-Math.Log(trajectory.Allowed[step].Count), scored[at], 0.1);
                Assert.Equal(Math.Log(trajectory.Allowed[step].Count), entropy[at], 0.05);
                Assert.Equal(trajectory.Values[step], values.data<float>().ToArray()[at], 1e-4);
            }
        }
    }

    public static TheoryData<string> Arguments =>
    [
        """{"trials_per_update": 5, "minibatch_size": 4}""", """{"epochs_per_update": 1}""", """{"minibatch_size": 2}""", """{"ent_coef": 5}""", """{"lr": 0.03}""",
        """{"vf_coef": 50}""", """{"max_grad_norm": 0.001}""", """{"gamma": 0}""", """{"lam": 0}""", """{"cliprange": 0.0001}""", """{"embedding_size": 4}""", """{"hidden_size": 16}""",
    ];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Every_argument_of_ppo_has_its_effect(string changed)
        => Assert.NotEqual(Probabilities("{}"), Probabilities(changed));

    [Fact]
    public void Ppo_repeats_itself_without_changed_arguments() => Assert.Equal(Probabilities("{}"), Probabilities("{}"));

    [Theory]
    [InlineData("ppo")]
    [InlineData("reinforce")]
    public void A_policy_learns_optional_inputs_and_inputs_without_key(string tuner)
    {
        var space = new SearchSpace([Choice.Input("skip", ["", "", ""], 1), Choice.Input("any", ["", ""], null)]);
        var arguments = tuner == "ppo" ? """{"lr": 0.01, "trials_per_update": 10, "minibatch_size": 2}""" : """{"learning_rate": 0.01}""";
        var learner = TunerCatalog.Create(tuner, space, JsonNode.Parse(arguments)!.AsObject(), seed: 1);
        var best = 0;
        for (var trial = 0; trial < 500; trial++)
        {
            var asked = learner.Ask()!;
            var good = asked.Architecture["skip"].Selects(2) && asked.Architecture["any"].Selected.SequenceEqual([1]);
            best += trial >= 400 && good ? 1 : 0;
            learner.Tell(asked, TrialOutcome.Of((asked.Architecture["skip"].Selects(2) ? 1 : 0) - Math.Abs(asked.Architecture["any"].Selected.Sum(i => 2 * i - 1) - 1)));
        }
        Assert.InRange(best, 60, 100); // by chance 1 in 12
    }

    // The log-probabilities of what is drawn after two updates.
    private static List<double> Probabilities(string arguments)
    {
        var standard = new JsonObject { ["lr"] = 0.003, ["trials_per_update"] = 8 };
        foreach (var (key, value) in JsonNode.Parse(arguments)!.AsObject())
            standard[key] = value!.DeepClone();
        using var tuner = (PpoTuner)TunerCatalog.Create("ppo", TunerSpaces.Six, standard, seed: 3);
        for (var trial = 0; trial < 16; trial++)
        {
            var asked = tuner.Ask()!;
            tuner.Tell(asked, TrialOutcome.Of(TunerSpaces.Planted(asked.Architecture)));
        }
        return [.. ((PolicyDraw)tuner.Ask()!.Tag!).Taken!.LogProbabilities];
    }
}

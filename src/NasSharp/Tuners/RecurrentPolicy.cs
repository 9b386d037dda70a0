using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Tuners;

/// <summary>
/// A policy over the actions of a space: each step feeds the action before into an LSTM, whose state gives the logits of all actions and, if wanted, an
/// expectation of the reward. Actions that cannot be taken have probability 0 in samples, in log-probabilities and in entropies alike.
/// </summary>
internal sealed class RecurrentPolicy : nn.Module
{
    private readonly SearchSpace _space;
    private readonly int _actions;
    private readonly Embedding _embedding;
    private readonly LSTMCell _lstm;
    private readonly Linear _policy;
    private readonly Linear? _value;

    /// <summary>Makes a policy whose parameters start uniformly between minus and plus <paramref name="range"/>, its logits nearly equal.</summary>
    public RecurrentPolicy(SearchSpace space, int embedding, int hidden, bool expects, double range, RandomStream random)
        : base(nameof(RecurrentPolicy))
    {
        _space = space;
        _actions = DecisionWalk.ActionCount(space);
        register_module("embedding", _embedding = nn.Embedding(_actions + 1, embedding)); // the last one is the start
        register_module("lstm", _lstm = nn.LSTMCell(embedding, hidden));
        register_module("policy", _policy = nn.Linear(hidden, Math.Max(1, _actions)));
        if (expects)
            register_module("value", _value = nn.Linear(hidden, 1));
        Initialize(range, random);
    }

    /// <summary>Draws an architecture.</summary>
    public Trajectory Sample(RandomStream random)
    {
        using var recording = no_grad();
        using var scope = NewDisposeScope();
        var walk = new DecisionWalk(_space);
        var (actions, allowed, logs, values) = (new List<int>(), new List<IReadOnlyList<int>>(), new List<double>(), new List<double>());
        (Tensor, Tensor)? state = null;
        var before = _actions;
        while (walk.Allowed() is { Count: > 0 } open)
        {
            state = _lstm.call(_embedding.call(from_array(new long[] { before })), state);
            var logits = _policy.call(state.Value.Item1).data<float>().ToArray();
            var greatest = open.Max(a => logits[a]);
            var sum = open.Sum(a => Math.Exp(logits[a] - greatest));
            before = Draw(open, logits, greatest, sum, random.NextDouble());
            actions.Add(before);
            allowed.Add(open);
            logs.Add(logits[before] - greatest - Math.Log(sum));
            values.Add(_value?.call(state.Value.Item1).ToDouble() ?? 0);
            walk.Take(before);
        }
        return new Trajectory(walk.Architecture(), actions, allowed, logs, values);
    }

    /// <summary>
    /// Looks at trajectories again: log-probabilities of their actions, entropies and expectations, each [trajectory, step], and 1 where there is a step. Steps
    /// beyond a trajectory's end have zeros.
    /// </summary>
    public (Tensor LogProbabilities, Tensor Entropies, Tensor Values, Tensor Present) Score(IReadOnlyList<Trajectory> trajectories)
    {
        var steps = trajectories.Max(t => t.Actions.Count);
        (Tensor, Tensor)? state = null;
        var (logs, entropies, values) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        for (var step = 0; step < steps; step++)
        {
            var at = step;
            var before = trajectories.Select(t => at == 0 || at > t.Actions.Count ? _actions : (long)t.Actions[at - 1]).ToArray();
            state = _lstm.call(_embedding.call(from_array(before)), state);
            var masked = _policy.call(state.Value.Item1).masked_fill(Forbidden(trajectories, step), float.NegativeInfinity);
            var distribution = masked.log_softmax(1);
            var taken = trajectories.Select(t => at < t.Actions.Count ? (long)t.Actions[at] : 0).ToArray();
            logs.Add(distribution.gather(1, from_array(taken).view(-1, 1)).view(-1));
            // 0 * log 0 is 0.
            var finite = distribution.masked_fill(Forbidden(trajectories, step), 0f);
            entropies.Add(-(distribution.exp() * finite).sum(1));
            values.Add(_value is null ? zeros(trajectories.Count) : _value.call(state.Value.Item1).view(-1));
        }
        var present = from_array(trajectories.SelectMany(t => Enumerable.Range(0, steps).Select(s => s < t.Actions.Count ? 1f : 0f)).ToArray()).view(trajectories.Count, steps);
        return (stack(logs, 1) * present, stack(entropies, 1) * present, stack(values, 1) * present, present);
    }

    // Where a trajectory has ended everything is allowed; what comes of it is multiplied by 0.
    private Tensor Forbidden(IReadOnlyList<Trajectory> trajectories, int step)
    {
        var mask = new float[trajectories.Count * _actions];
        foreach (var (row, trajectory) in trajectories.Index())
        {
            if (step >= trajectory.Actions.Count)
                continue;
            Array.Fill(mask, 1f, row * _actions, _actions);
            foreach (var action in trajectory.Allowed[step])
                mask[row * _actions + action] = 0;
        }
        return from_array(mask).view(trajectories.Count, _actions) > 0.5;
    }

    private void Initialize(double range, RandomStream random)
    {
        using var recording = no_grad();
        foreach (var parameter in parameters())
        {
            var values = new float[parameter.numel()];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)((2 * random.NextDouble() - 1) * range);
            using var scope = NewDisposeScope();
            parameter.copy_(from_array(values).view(parameter.shape));
        }
        // Equal chances at the start, whatever the rest.
        _policy.weight.mul_(0.01);
        _policy.bias!.mul_(0.01);
    }

    private static int Draw(IReadOnlyList<int> open, float[] logits, double greatest, double sum, double uniform)
    {
        var place = uniform * sum;
        foreach (var action in open)
        {
            place -= Math.Exp(logits[action] - greatest);
            if (place < 0)
                return action;
        }
        return open[^1];
    }
}

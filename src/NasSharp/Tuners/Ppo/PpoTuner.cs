using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Tuners.Ppo;

/// <summary>
/// Proximal policy optimization (Schulman et al. 2017, arXiv 1707.06347) over a recurrent policy, as NNI's PPO tuner: every decision is a step in network order, each
/// step has the trial's value as its reward. Different from NNI: every argument counts; actions that cannot be taken have probability 0 everywhere; inputs in any number and
/// without key are learnt; asks never wait, as each trial remembers the probabilities under which it was drawn; rewards are standardized; trials without a result count
/// as the mean of their batch, rejected ones as its worst. It lives on the CPU.
/// </summary>
public sealed class PpoTuner : ITuner, IDisposable
{
    private const double AdamEpsilon = 1e-5; // NNI's

    private readonly PpoOptions _options;
    private readonly RandomStream _random;
    private readonly RecurrentPolicy _policy;
    private readonly AllowedArchitectures _allowed;
    private readonly optim.Optimizer _optimizer;
    private readonly RewardScale _scale = new();
    private readonly List<(Trajectory Trajectory, TrialOutcome Outcome)> _batch = [];

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public PpoTuner(SearchSpace space, PpoOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _options = options ?? new PpoOptions();
        _options.Validate();
        _random = new RandomStream(seed, "proximal policy optimization");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
        _policy = new RecurrentPolicy(space, _options.EmbeddingSize, _options.HiddenSize, expects: true, 1 / Math.Sqrt(_options.HiddenSize), _random);
        _optimizer = optim.Adam(_policy.parameters(), lr: _options.Lr, eps: AdamEpsilon);
    }

    /// <inheritdoc/>
    public Suggestion? Ask() => PolicyDraw.Make(_policy, _allowed, _random);

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.HasValue)
            _scale.See(outcome.Value);
        _allowed.See(suggestion.Architecture);
        _batch.AddRange(PolicyDraw.Lessons(suggestion, outcome));
        if (_batch.Count < _options.TrialsPerUpdate)
            return;
        Update();
        _batch.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _policy.Dispose();
    }

    private void Update()
    {
        var known = _batch.Where(b => b.Outcome.HasValue).Select(b => b.Outcome.Value).ToArray();
        var rewards = _batch.ConvertAll(b => b.Outcome.Status switch
        {
            _ when known.Length == 0 => 0,
            TrialStatus.Succeeded => _scale.Of(b.Outcome.Value),
            TrialStatus.Rejected => _scale.Of(known.Min()),
            _ => _scale.Of(known.Average()),
        });
        var order = Enumerable.Range(0, _batch.Count).ToArray();
        for (var epoch = 0; epoch < _options.EpochsPerUpdate; epoch++)
        {
            _random.Shuffle(order);
            for (var part = 0; part < _options.MinibatchSize; part++)
            {
                var (start, end) = (part * order.Length / _options.MinibatchSize, (part + 1) * order.Length / _options.MinibatchSize);
                Step([.. order[start..end].Select(i => (_batch[i].Trajectory, rewards[i]))]);
            }
        }
    }

    private void Step(IReadOnlyList<(Trajectory Trajectory, double Reward)> part)
    {
        using var scope = NewDisposeScope();
        var trajectories = part.Select(p => p.Trajectory).ToArray();
        var (logs, entropies, values, present) = _policy.Score(trajectories);
        var steps = (int)logs.shape[1];
        var raw = part.Select(p => Advantages.Of(p.Trajectory.Values, p.Reward, _options.Gamma, _options.Lam)).ToArray();
        var returns = raw.Zip(trajectories, (a, t) => a.Zip(t.Values, (x, v) => x + v).ToArray()).ToArray();
        var advantages = Padded(Normalized(raw), steps);
        var (oldLogs, oldValues, targets) = (Padded(trajectories.Select(t => t.LogProbabilities), steps), Padded(trajectories.Select(t => t.Values), steps), Padded(returns, steps));
        var count = present.sum();

        var ratio = (logs - oldLogs).exp();
        var clipped = ratio.clamp(1 - _options.Cliprange, 1 + _options.Cliprange);
        var policyLoss = -((ratio * advantages).minimum(clipped * advantages) * present).sum() / count;
        var near = oldValues + (values - oldValues).clamp(-_options.Cliprange, _options.Cliprange);
        var valueLoss = ((values - targets).square().maximum((near - targets).square()) * present).sum() / count * 0.5;
        var loss = policyLoss + valueLoss * _options.VfCoef - entropies.sum() / count * _options.EntCoef;

        _optimizer.zero_grad();
        loss.backward();
        if (_options.MaxGradNorm > 0)
            nn.utils.clip_grad_norm_(_policy.parameters(), _options.MaxGradNorm);
        _optimizer.step();
    }

    // Mean 0 and deviation 1 over all steps of the part.
    private static IEnumerable<double[]> Normalized(double[][] advantages)
    {
        var all = advantages.SelectMany(a => a).ToArray();
        var mean = all.Average();
        var deviation = Math.Sqrt(all.Average(a => (a - mean) * (a - mean)));
        return advantages.Select(row => Array.ConvertAll(row, a => (a - mean) / (deviation + 1e-8)));
    }

    private static Tensor Padded(IEnumerable<IReadOnlyList<double>> rows, int steps)
        => from_array(rows.SelectMany(r => Enumerable.Range(0, steps).Select(s => s < r.Count ? (float)r[s] : 0f)).ToArray()).view(-1, steps);
}

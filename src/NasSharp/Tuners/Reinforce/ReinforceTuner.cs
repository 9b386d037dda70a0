using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Tuners.Reinforce;

/// <summary>
/// REINFORCE (Williams 1992) with a recurrent controller that decides choice after choice, as in NASNet (Zoph et al. 2018, arXiv 1707.07012), and a moving average as
/// baseline. Different from the papers: rewards are standardized by all results so far; trials without a result teach nothing, rejected ones count as one deviation below
/// the baseline. It lives on the CPU.
/// </summary>
public sealed class ReinforceTuner : ITuner, IDisposable
{
    private readonly ReinforceOptions _options;
    private readonly RandomStream _random;
    private readonly RecurrentPolicy _policy;
    private readonly AllowedArchitectures _allowed;
    private readonly optim.Optimizer _optimizer;
    private readonly RewardScale _scale = new();
    private readonly List<(Trajectory Trajectory, TrialOutcome Outcome)> _batch = [];
    private double? _baseline;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public ReinforceTuner(SearchSpace space, ReinforceOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _options = options ?? new ReinforceOptions();
        _options.Validate();
        _random = new RandomStream(seed, "reinforce");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
        _policy = new RecurrentPolicy(space, _options.HiddenSize, _options.HiddenSize, expects: false, _options.InitialRange, _random);
        _optimizer = optim.Adam(_policy.parameters(), lr: _options.LearningRate);
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
        _batch.AddRange(PolicyDraw.Lessons(suggestion, outcome).Where(l => l.Outcome.Status != TrialStatus.Failed));
        if (_batch.Count < _options.BatchSize)
            return;
        Step();
        _batch.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _policy.Dispose();
    }

    private void Step()
    {
        using var scope = NewDisposeScope();
        var advantages = _batch.ConvertAll(b => (float)Advantage(b.Outcome));
        var (logs, entropies, _, _) = _policy.Score([.. _batch.Select(b => b.Trajectory)]);
        var loss = -(logs.sum(1) * from_array(advantages.ToArray())).mean() - entropies.sum(1).mean() * _options.EntropyWeight;
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
    }

    // The baseline is that before this reward, so that it does not depend on it.
    private double Advantage(TrialOutcome outcome)
    {
        if (!outcome.HasValue)
            return -1;
        var reward = _scale.Of(outcome.Value);
        var advantage = reward - (_baseline ?? reward);
        _baseline = _options.BaselineDecay * (_baseline ?? reward) + (1 - _options.BaselineDecay) * reward;
        return advantage;
    }
}

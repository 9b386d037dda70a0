using System.Globalization;

namespace NasSharp.Experiments.EarlyStopping;

/// <summary>
/// Asynchronous successive halving as a stopping rule (ASHA, arXiv 1810.05934): at the rungs r, r·η, r·η², ... a trial goes on only when its result is among the best 1/η of those that have
/// reached the rung so far.
/// </summary>
public sealed class AshaRule : IEarlyStopping
{
    private readonly int _minSteps;
    private readonly int _reduction;
    private readonly Dictionary<int, List<double>> _rungs = [];

    /// <summary>Makes the rule.</summary>
    /// <param name="minSteps">The first rung r, in intermediate results; at least 1, default 1.</param>
    /// <param name="reductionFactor">η; at least 2, default 4.</param>
    public AshaRule(int minSteps = 1, int reductionFactor = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(reductionFactor, 2);
        _minSteps = minSteps;
        _reduction = reductionFactor;
    }

    /// <inheritdoc/>
    public bool ShouldStop(int trial, int step, double value)
    {
        if (!IsRung(step))
            return false;
        if (!_rungs.TryGetValue(step, out var results))
            _rungs[step] = results = [];
        if (!double.IsFinite(value))
            return true;
        results.Add(value);
        // With fewer than η results there is no quantile to be below of; the first trials go on.
        var kept = Math.Max(1, results.Count / _reduction);
        return results.Count >= _reduction && results.Count(other => other > value) >= kept;
    }

    /// <summary>Nothing: a rung counts all that reached it.</summary>
    public void Completed(int trial)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ASHA from step {_minSteps}, factor {_reduction}");

    private bool IsRung(int step)
    {
        for (long rung = _minSteps; rung <= step; rung *= _reduction)
            if (rung == step)
                return true;
        return false;
    }
}

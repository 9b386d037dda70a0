using NasSharp.Training.Checkpoints;

namespace NasSharp.OneShot.Enas;

/// <summary>
/// The moving average of rewards that is taken from each reward. It starts at the first reward, so that no start-up value has to fade, and a reward is added
/// after it was compared: a baseline that contains the reward itself would shrink the gradient.
/// </summary>
internal sealed class RewardBaseline(double decay) : ICheckpointed
{
    /// <summary>The average so far; null before the first reward.</summary>
    public double? Value { get; private set; }

    /// <summary>How much better a reward is than the average before it, which then takes it in.</summary>
    public double Advantage(double reward)
    {
        var advantage = reward - (Value ?? reward);
        Value = Value is { } value ? decay * value + (1 - decay) * reward : reward;
        return advantage;
    }

    /// <inheritdoc/>
    public void Save(CheckpointSection section)
        => section.PutNumbers("baseline", Value is { } value ? [KeyValuePair.Create("value", value)] : []);

    /// <inheritdoc/>
    public void Load(CheckpointSection section)
        => Value = section.GetNumbers("baseline").TryGetValue("value", out var value) ? value : null;
}

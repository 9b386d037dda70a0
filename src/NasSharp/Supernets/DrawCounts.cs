using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Supernets;

/// <summary>How often each candidate was among what the mutator decided, of the draws in which its choice was active; the last hundred or so draws count.</summary>
internal sealed class DrawCounts(SearchSpace space)
{
    private const double Kept = 0.99;
    private const string Group = "draws";

    private readonly double[] _ran = new double[space.Choices.Sum(c => c.Candidates.Count)];
    private readonly double[] _active = new double[space.Choices.Count];

    /// <summary>Counts one decision for each choice; null: it is inactive.</summary>
    public void Count(IReadOnlyList<Execution?> executions)
    {
        var offset = 0;
        for (var c = 0; c < executions.Count; c++)
        {
            var size = space.Choices[c].Candidates.Count;
            if (executions[c] is { } execution)
            {
                _active[c] = _active[c] * Kept + 1;
                for (var i = 0; i < size; i++)
                    _ran[offset + i] = _ran[offset + i] * Kept + (execution.Mask[i] ? 1 : 0);
            }
            offset += size;
        }
    }

    /// <summary>The shares, 0 to 1; NaN where a choice was never active.</summary>
    public float[] Shares()
    {
        var shares = new float[_ran.Length];
        var offset = 0;
        for (var c = 0; c < _active.Length; c++)
        {
            var size = space.Choices[c].Candidates.Count;
            for (var i = 0; i < size; i++)
                shares[offset + i] = _active[c] > 0 ? (float)(_ran[offset + i] / _active[c]) : float.NaN;
            offset += size;
        }
        return shares;
    }

    /// <summary>Keeps the counts to the last bit.</summary>
    public void Save(CheckpointSection section) => section.PutNumbers(
        Group, _ran.Concat(_active).Select((value, i) => KeyValuePair.Create(i.ToString(CultureInfo.InvariantCulture), value)));

    /// <summary>Takes the counts of a checkpoint; one that has none, or those of another space, leaves zeros.</summary>
    public void Load(CheckpointSection section)
    {
        if (section.Values[Group] is not JsonObject kept || kept.Count != _ran.Length + _active.Length)
            return;
        double[] values = [.. section.GetNumbers(Group).Values];
        values.AsSpan(0, _ran.Length).CopyTo(_ran);
        values.AsSpan(_ran.Length).CopyTo(_active);
    }
}

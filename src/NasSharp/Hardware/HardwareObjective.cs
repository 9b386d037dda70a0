using System.Globalization;
using System.Text.Json.Serialization;
using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>
/// What a search is to save beside its loss: FLOPs, parameters or latency, as a penalty, as a limit, or both. Methods that learn probabilities get the penalty
/// of the expected cost, methods that sample that of the sampled network. A limit holds for whatever a search exports.
/// </summary>
public sealed record HardwareObjective
{
    /// <summary>Makes an objective of a table.</summary>
    public HardwareObjective(CandidateCosts cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        Cost = cost;
        Table = $"{cost.Name} {cost.Fingerprint}";
    }

    /// <summary>What candidates cost.</summary>
    [JsonIgnore]
    public CandidateCosts Cost { get; }

    /// <summary>Name and fingerprint of the table, as a run records them.</summary>
    public string Table { get; }

    /// <summary>The term in the loss or reward; null: none.</summary>
    public HardwarePenalty? Penalty { get; init; }

    /// <summary>The most that an exported network may cost, in the table's unit; null: no limit.</summary>
    public double? Limit { get; init; }

    /// <summary>Whether a network is within the limit.</summary>
    /// <exception cref="ArchitectureException">The architecture belongs to another space.</exception>
    public bool Allows(Architecture architecture) => Limit is not { } limit || Cost.Of(architecture) <= limit;

    /// <summary>The reward of a network with the penalty, if there is one.</summary>
    /// <exception cref="ArchitectureException">The architecture belongs to another space.</exception>
    public double OnReward(double reward, Architecture architecture) => Penalty?.OnReward(reward, Cost.Of(architecture)) ?? reward;

    /// <summary>Demands that the objective belongs to a space and can be met.</summary>
    /// <exception cref="ArgumentException">The table is of another space, the limit below every network, or a logarithm not positive.</exception>
    internal void DemandFits(SearchSpace space)
    {
        if (Cost.Space.Fingerprint != space.Fingerprint)
            throw new ArgumentException("The cost table of the hardware objective belongs to another space than the model; make it of this model, or read it with SearchSpace.Of(model).");
        if (Limit is { } limit && !(limit >= Cost.Least))
            throw new ArgumentException($"{nameof(Limit)} is {Text(limit)}, but the cheapest network costs {Text(Cost.Least)}; raise the limit, or give the choices cheaper candidates.");
        if (Penalty is { Form: PenaltyForm.MultiplyLog } && Cost.Least <= 1)
            throw new ArgumentException($"The penalty takes the logarithm of the cost, which must be positive, but the cheapest network costs {Text(Cost.Least)}; take a smaller unit, or another form.");
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}

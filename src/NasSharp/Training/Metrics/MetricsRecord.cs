namespace NasSharp.Training.Metrics;

/// <summary>What a run measured at one moment: a line of <c>metrics.jsonl</c>.</summary>
public sealed record MetricsRecord
{
    /// <summary>Training steps done when it was measured, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>The epoch, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>What was measured: <c>train</c>, <c>validation</c>, <c>alpha</c>, <c>test</c>, or a name of the trainer's.</summary>
    public required string Phase { get; init; }

    /// <summary>Numbers by name, e.g. <c>loss</c>, <c>accuracy</c>, <c>learning_rate</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Values { get; init; } = [];

    /// <summary>Groups of number lists, e.g. group <c>alpha</c> with the softmax weights of every choice key; kept to 6 decimals.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, double[]>>>> Vectors { get; init; } = [];

    /// <summary>Seconds that the run has worked, over all its resumptions.</summary>
    public double Seconds { get; init; }

    /// <summary>When it was measured.</summary>
    public DateTimeOffset Time { get; init; }
}

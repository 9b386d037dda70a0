using System.Globalization;

namespace NasSharp.Tuners;

/// <summary>The result of a trial: a value for each objective, or that there is none. Immutable.</summary>
public sealed class TrialOutcome : IEquatable<TrialOutcome>
{
    private readonly double[] _values;

    private TrialOutcome(TrialStatus status, double[] values)
    {
        Status = status;
        _values = values;
    }

    /// <summary>A trial without a result.</summary>
    public static TrialOutcome Failed { get; } = new(TrialStatus.Failed, []);

    /// <summary>A trial that was not run because its architecture violates a constraint.</summary>
    public static TrialOutcome Rejected { get; } = new(TrialStatus.Rejected, []);

    /// <summary>How it ended.</summary>
    public TrialStatus Status { get; }

    /// <summary>One finite value for each objective; empty unless it succeeded.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The value of the first objective.</summary>
    /// <exception cref="InvalidOperationException">The trial has no result.</exception>
    public double Value => HasValue ? _values[0] : throw new InvalidOperationException("The trial has no result; look at HasValue first.");

    /// <summary>True when the trial succeeded.</summary>
    public bool HasValue => Status == TrialStatus.Succeeded;

    /// <summary>The result of a trial that reported these values, at least one; when one of them is no finite number, the trial has failed.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static TrialOutcome Of(params ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
            throw new ArgumentException("A result needs at least one value; a trial without a result has failed.", nameof(values));
        foreach (var value in values)
            if (!double.IsFinite(value))
                return Failed;
        return new TrialOutcome(TrialStatus.Succeeded, values.ToArray());
    }

    /// <summary>True when status and values are the same.</summary>
    public bool Equals(TrialOutcome? other) => other is not null && Status == other.Status && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TrialOutcome);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Status, HasValue ? _values[0] : 0);

    /// <summary>Text like <c>93.2</c>, <c>93.2, 4.1</c> or <c>Failed</c>.</summary>
    public override string ToString() => HasValue ? string.Join(", ", _values.Select(v => v.ToString(CultureInfo.InvariantCulture))) : Status.ToString();
}

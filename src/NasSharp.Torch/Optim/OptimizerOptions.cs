using System.Runtime.CompilerServices;

namespace NasSharp.Torch.Modules;

/// <summary>The settings of one parameter group. What is null when the group is added takes the value given to the optimizer.</summary>
public abstract class OptimizerOptions
{
    private readonly OrderedDictionary<string, double> values = [];

    /// <summary>The step length now; schedules change it.</summary>
    public double? LearningRate { get => Number(); set => Put(value); }

    /// <summary>The step length that schedules start from; set when the group is added.</summary>
    public double? InitialLearningRate { get => Number(); set => Put(value); }

    /// <summary>The settings by name; truth values are 0 or 1.</summary>
    internal IReadOnlyDictionary<string, double> Values => values;

    /// <summary>The setting that schedules with cycled momentum change, or null when the algorithm has none.</summary>
    internal virtual double? CycledMomentum
    {
        get => null;
        set => throw new InvalidOperationException($"{GetType().DeclaringType?.Name ?? GetType().Name} has no momentum that a schedule could change");
    }

    /// <summary>Reads a number that was set under the property's name.</summary>
    protected double? Number([CallerMemberName] string name = "") => values.TryGetValue(name, out var value) ? value : null;

    /// <summary>Reads a truth value that was set under the property's name.</summary>
    protected bool? Flag([CallerMemberName] string name = "") => Number(name) is { } value ? value != 0 : null;

    /// <summary>Sets a number under the property's name; null removes it.</summary>
    protected void Put(double? value, [CallerMemberName] string name = "")
    {
        if (value is { } v)
            values[name] = v;
        else
            values.Remove(name);
    }

    /// <summary>Sets a truth value under the property's name; null removes it.</summary>
    protected void PutFlag(bool? value, [CallerMemberName] string name = "") => Put(value is { } v ? (v ? 1 : 0) : null, name);

    /// <summary>Throws when a setting is out of its range.</summary>
    protected internal abstract void Validate();

    /// <summary>Throws unless a setting is at least <paramref name="least"/> and below <paramref name="bound"/>.</summary>
    protected static void Require(double? value, string name, double least = 0, double bound = double.PositiveInfinity)
    {
        if (!(value >= least && value < bound))
            throw new ArgumentOutOfRangeException(name, value, bound < double.PositiveInfinity
                ? $"{name} must be at least {least} and below {bound}"
                : $"{name} must be a finite number of at least {least}");
    }

    internal void FillFrom(OptimizerOptions defaults)
    {
        foreach (var (name, value) in defaults.values)
            values.TryAdd(name, value);
    }

    internal void Restore(string name, double value) => values[name] = value;
}

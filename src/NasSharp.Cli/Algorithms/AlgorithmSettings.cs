using System.CommandLine;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Algorithms;

/// <summary>What the user says of an algorithm's settings: by <c>--set name=value,...</c>, the usual ones also by options of their own.</summary>
internal sealed class AlgorithmSettings
{
    // Settings that most searches have, so that they need no --set.
    private static Option[] Usual =>
    [
        Values.WholeIfGiven("--epochs", "Times that the training data is gone through; else the algorithm's own.", 1),
        Values.WholeIfGiven("--batch-size", "Images in one step; else the algorithm's own.", 1),
        Values.RealIfGiven("--learning-rate", "Of the network's weights, at the start; else the algorithm's own.", 1e-9, 1e3),
        Values.RealIfGiven("--architecture-learning-rate", "Of the choices, where gradients find them; else the algorithm's own.", 1e-9, 1e3),
        Values.WholeIfGiven("--warmup-epochs", "Epochs at the start that train weights only; else the algorithm's own.", 0),
        Values.WholeIfGiven("--candidates", "Architectures that are compared at the end, where an algorithm does so; else the algorithm's own.", 1),
    ];

    private readonly Dictionary<string, (string Value, string Origin)> _given = [];

    private AlgorithmSettings()
    {
    }

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Values.Word("--algorithm", "How to search; 'nasctl algorithms' describes them.", "darts", [.. SearchAlgorithms.Names]));
        foreach (var option in Usual)
            command.Options.Add(option);
        command.Options.Add(new Option<bool>("--second-order") { Description = "darts: the second-order gradient of the paper; about three times as slow." });
        command.Options.Add(Values.Text("--set", "More settings of the algorithm; 'nasctl algorithms NAME' lists them.", "name=value,..."));
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="UsageException">The text of <c>--set</c> is no list of settings, or a setting is given twice.</exception>
    public static AlgorithmSettings From(CommandContext context) => From(Runs.RecordedOptions.Of(context.Options));

    /// <summary>Reads the options as a run remembers them.</summary>
    /// <exception cref="UsageException">The text of <c>--set</c> is no list of settings, or a setting is given twice.</exception>
    public static AlgorithmSettings From(IReadOnlyDictionary<string, string> recorded)
    {
        var settings = new AlgorithmSettings();
        foreach (var option in Usual)
        {
            if (recorded.TryGetValue(option.Name, out var value))
                settings.Add(option.Name[2..], value, option.Name);
        }
        if (recorded.GetValueOrDefault("--second-order") == "true")
            settings.Add("second-order", "true", "--second-order");
        foreach (var part in recorded.GetValueOrDefault("--set", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new UsageException($"--set '{part}' is not of the form name=value");
            settings.Add(part[..equals].Trim(), part[(equals + 1)..].Trim(), "--set");
        }
        return settings;
    }

    /// <summary>The value that was given for a setting; null when none was.</summary>
    public string? Given(string name) => _given.TryGetValue(name, out var given) ? given.Value : null;

    /// <summary>The same settings with another value of one.</summary>
    public AlgorithmSettings With(string name, string value)
    {
        var other = new AlgorithmSettings();
        foreach (var (key, given) in _given)
            other._given.Add(key, given);
        other._given[name] = (value, "--set");
        return other;
    }

    /// <summary>The options record with what was given.</summary>
    /// <exception cref="UsageException">A setting is unknown or its value not of its kind.</exception>
    public T ApplyTo<T>(T options, string algorithm)
        where T : class
    {
        foreach (var (name, (value, origin)) in _given)
            options = OptionsRecord.With(options, name, value, problem => Refusal(name, value, origin, algorithm, problem, options));
        return options;
    }

    private static UsageException Refusal(string name, string value, string origin, string algorithm, string? kind, object options)
    {
        if (kind is not null)
            return new UsageException($"{(origin == "--set" ? $"--set {name}={value}" : $"{origin} {value}")}: {name} of {algorithm} is {kind}");
        var known = OptionsRecord.Describe(options).Keys.ToList();
        return new UsageException(origin == "--set"
            ? $"--set {name}: {algorithm} has no such setting: {NearestWords.Hint(name, known)}"
            : $"{origin}: {algorithm} has no such setting; 'nasctl algorithms {algorithm}' lists those it has");
    }

    private void Add(string name, string value, string origin)
    {
        if (!_given.TryAdd(name, (value, origin)))
            throw new UsageException($"{name} is given twice, by {_given[name].Origin} and by {origin}");
    }
}

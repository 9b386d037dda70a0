using NasSharp.Cli.Spaces;

namespace NasSharp.Cli.Algorithms;

/// <summary>
/// An algorithm as the command line sees it. A class in this folder that derives from <see cref="SearchAlgorithm{TOptions}"/> is all that it takes: it is found
/// by itself, its options record gives the settings.
/// </summary>
internal abstract class SearchAlgorithm
{
    /// <summary>The name that <c>--algorithm</c> takes; the trainer's name.</summary>
    public abstract string Name { get; }

    /// <summary>Authors, year and arXiv number.</summary>
    public abstract string Paper { get; }

    /// <summary>What family of search it is, such as <c>gradients</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What it needs beside a space with layer choices; <c>nothing</c> when it takes any.</summary>
    public virtual string Needs => "nothing";

    /// <summary>What of the supernet a training step holds in memory, such as <c>one path</c>.</summary>
    public abstract string Memory { get; }

    /// <summary>What the first epoch does not show of the whole search's memory and time; null when it shows all.</summary>
    public virtual string? NotInTrial => null;

    /// <summary>Whether the algorithm has a term of its own for what a network costs, so that a cost needs neither penalty nor limit to count.</summary>
    /// <param name="latencies">Whether the costs are a latency table; otherwise they are counted.</param>
    public virtual bool PricesBy(bool latencies) => false;

    /// <summary>The settings with their defaults, by the names that <c>--set</c> takes.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The space as this algorithm searches it.</summary>
    public virtual SpaceOptions Adapt(SpaceOptions space, AlgorithmSettings settings) => space;

    /// <summary>Refuses settings that the algorithm does not have or cannot read.</summary>
    /// <exception cref="CommandLine.UsageException">A setting is unknown or not of its kind.</exception>
    public abstract void Check(AlgorithmSettings settings);

    /// <summary>Searches.</summary>
    public abstract SearchOutcome Search(SearchTask task, AlgorithmSettings settings);
}

/// <summary>An algorithm whose settings are the properties of an options record.</summary>
/// <typeparam name="TOptions">The options record; its parameterless constructor gives the defaults.</typeparam>
internal abstract class SearchAlgorithm<TOptions> : SearchAlgorithm
    where TOptions : class, new()
{
    public override IReadOnlyDictionary<string, string> Settings => OptionsRecord.Describe(new TOptions());

    public override void Check(AlgorithmSettings settings) => Bind(settings);

    public override SearchOutcome Search(SearchTask task, AlgorithmSettings settings) =>
        Search(task, OptionsRecord.WithPart(Bind(settings), task.Hardware?.Objective));

    /// <summary>Makes the trainer and trains.</summary>
    protected abstract SearchOutcome Search(SearchTask task, TOptions options);

    /// <summary>The options with what was given.</summary>
    protected TOptions Bind(AlgorithmSettings settings) => settings.ApplyTo(new TOptions(), Name);
}

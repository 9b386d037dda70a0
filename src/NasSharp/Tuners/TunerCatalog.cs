using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Tuners.Asha;
using NasSharp.Tuners.Bananas;
using NasSharp.Tuners.GridSearch;
using NasSharp.Tuners.LocalSearch;
using NasSharp.Tuners.NetworkMorphism;
using NasSharp.Tuners.Nsga2;
using NasSharp.Tuners.Ppo;
using NasSharp.Tuners.RandomSearch;
using NasSharp.Tuners.RegularizedEvolution;
using NasSharp.Tuners.Reinforce;
using NasSharp.Tuners.SinglePathEvolution;
using NasSharp.Tuners.SuccessiveHalving;
using NasSharp.Tuners.Tpe;

namespace NasSharp.Tuners;

/// <summary>The tuners by name, as the command line and <c>config.yml</c> know them.</summary>
public static class TunerCatalog
{
    private static readonly Dictionary<string, TunerEntry> Entries = new(StringComparer.OrdinalIgnoreCase);
    private static readonly List<string> MainNames = [];

    static TunerCatalog()
    {
        Add((space, arguments, seed) => { arguments.NoneLeft(); return new RandomTuner(space, seed); }, "random", "Random");
        Add((space, arguments, _) => { arguments.NoneLeft(); return new GridTuner(space); }, "grid", "GridSearch");
        Add((space, arguments, seed) => new RegularizedEvolutionTuner(space, arguments.Read<RegularizedEvolutionOptions>() with { Allowed = arguments.Allowed }, seed), "evolution", "RegularizedEvolutionTuner");
        Add((space, arguments, seed) => new LocalSearchTuner(space, arguments.Read<LocalSearchOptions>() with { Allowed = arguments.Allowed }, seed), "local-search", "LocalSearch");
        Add((space, arguments, seed) => new TpeTuner(space, arguments.Read<TpeOptions>() with { Allowed = arguments.Allowed }, seed), "tpe", "TPE");
        Add((space, arguments, seed) => new BananasTuner(space, arguments.Read<BananasOptions>() with { Allowed = arguments.Allowed }, seed), "bananas", "BANANAS");
        Add((space, arguments, seed) => new PpoTuner(space, arguments.Read<PpoOptions>() with { Allowed = arguments.Allowed }, seed), "ppo", "PPOTuner");
        Add((space, arguments, seed) => new ReinforceTuner(space, arguments.Read<ReinforceOptions>() with { Allowed = arguments.Allowed }, seed), "reinforce", "REINFORCE");
        Add((space, arguments, seed) => new SuccessiveHalvingTuner(space, arguments.Read<SuccessiveHalvingOptions>(), seed), "successive-halving", "SuccessiveHalving");
        Add((space, arguments, seed) => new AshaTuner(space, arguments.Read<AshaOptions>(), seed), "asha", "ASHA");
        Add((space, arguments, seed) => new SinglePathEvolutionTuner(space, arguments.Read<SinglePathEvolutionOptions>() with { Allowed = arguments.Allowed }, seed), "spos", "SPOSEvolution");
        Add((space, arguments, seed) => new Nsga2Tuner(space, arguments.Read<Nsga2Options>() with { Allowed = arguments.Allowed }, seed), "nsga2", "NSGA2");
        Add((space, arguments, seed) => new NetworkMorphismTuner(space, arguments.Read<NetworkMorphismOptions>() with { Allowed = arguments.Allowed }, seed), "network-morphism", "NetworkMorphism");
    }

    /// <summary>The names to show, such as <c>random</c>.</summary>
    public static IReadOnlyList<string> Names => MainNames;

    /// <summary>True when the name, whatever its case, belongs to a tuner; NNI's builtin names do.</summary>
    public static bool Contains(string name) => Entries.ContainsKey(name);

    /// <summary>
    /// Makes a tuner. The arguments are the members of its options record in snake case (<c>population_size</c>), as NNI's <c>classArgs</c>;
    /// <c>optimize_mode</c> belongs to the session and is not among them.
    /// </summary>
    /// <param name="name">The name, whatever its case.</param>
    /// <param name="space">The space.</param>
    /// <param name="arguments">The arguments; null: all defaults.</param>
    /// <param name="seed">The seed; default 0.</param>
    /// <param name="allowed">Which architectures may be tried; null, the default: all. The session keeps it for every tuner; the tuners look for allowed ones near what they want.</param>
    /// <exception cref="TunerException">The name or an argument is unknown, or an argument is out of range; the message names it and what is allowed.</exception>
    public static ITuner Create(string name, SearchSpace space, JsonObject? arguments = null, long seed = 0, Func<Architecture, bool>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(space);
        if (!Entries.TryGetValue(name, out var entry))
            throw new TunerException($"There is no tuner '{name}'; known are {string.Join(", ", MainNames)}.");
        try
        {
            return entry.Create(space, new TunerArguments(name, arguments, allowed), seed);
        }
        catch (ArgumentException wrong)
        {
            throw new TunerException($"Tuner '{name}': {wrong.Message}", wrong);
        }
    }

    private static void Add(Func<SearchSpace, TunerArguments, long, ITuner> create, string name, params string[] aliases)
    {
        MainNames.Add(name);
        foreach (var known in aliases.Prepend(name))
            Entries.TryAdd(known, new TunerEntry(create));
    }

    private sealed record TunerEntry(Func<SearchSpace, TunerArguments, long, ITuner> Create);
}

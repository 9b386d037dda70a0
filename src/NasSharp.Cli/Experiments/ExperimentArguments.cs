using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary>How the commands name an experiment and a trial of it.</summary>
internal static class ExperimentArguments
{
    /// <summary>The argument ID; the shell completes it.</summary>
    public static Argument<string?> Id(Surroundings world)
    {
        var id = new Argument<string?>("id")
        {
            Description = "The experiment: its id, the beginning of it, or its folder; default the only one that is running.",
            HelpName = "id",
            Arity = ArgumentArity.ZeroOrOne,
        };
        id.CompletionSources.Add(_ => Catalog(world).Entries().Select(e => new System.CommandLine.Completions.CompletionItem(e.Id)));
        return id;
    }

    /// <summary>The option that names a trial.</summary>
    public static Option<int> Trial() => new("--trial", "-T") { Description = "The trial's number.", HelpName = "number", Required = true };

    /// <summary>The experiments of the user.</summary>
    public static ExperimentCatalog Catalog(Surroundings world) => ExperimentCatalog.Of(world.Environment);

    /// <summary>The experiment that the command line names.</summary>
    public static ExperimentFolder Find(CommandContext context, Argument<string?> id) => Catalog(context.World).Find(context.Options.GetValue(id));

    /// <summary>Opens the experiment that the command line names.</summary>
    public static ExperimentStore Open(CommandContext context, Argument<string?> id) => ExperimentStore.Open(Find(context, id).Root, context.World.Time);
}

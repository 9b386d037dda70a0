using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Reports;
using NasSharp.Spaces;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl zoo</c>: the spaces and published architectures that come with the library.</summary>
internal static class ZooCommand
{
    public static Command Create(Surroundings world) => new("zoo", "Look at the spaces and the published architectures that nasctl brings along.")
    {
        List(world), Show(world), Profile(world),
    };

    private static Command List(Surroundings world)
    {
        var command = new Command("list", "List the spaces, and the architectures that were published for them.");
        CommandContext.SetAction(command, world, context =>
        {
            if (context.Json)
            {
                context.WriteJson(ZooCatalog.Spaces.Select(s => new
                {
                    space = s.Name, description = s.Description, paper = s.Paper, network = s.Network, input = s.InputShape,
                    architectures = s.Architectures.Select(a => new { name = a.Name, paper = a.Paper, tasks = a.Networks.Select(n => n.Task) }),
                }));
                return ExitCode.Success;
            }
            Write(world, TextTable.Lines(["space", "what is chosen", "paper"], ZooCatalog.Spaces.Select(s => (string[])[s.Name, s.Description, s.Paper])));
            world.Out.WriteLine();
            Write(world, TextTable.Lines(["architecture", "space", "trained on", "paper"],
                ZooCatalog.Architectures.Select(a => (string[])[a.Name, a.Space, string.Join(", ", a.Networks.Select(n => n.Task)), a.Paper])));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show(Surroundings world)
    {
        var command = new Command("show", "Say what is known of a space or of a published architecture; --output writes the architecture's file.");
        var name = Name(command);
        command.Options.Add(Values.Text("--output", "Where the architecture is written, for 'retrain' and 'profile'.", "file"));
        CommandContext.SetAction(command, world, context =>
        {
            var wanted = context.Options.GetRequiredValue(name);
            var output = context.Options.GetValue<string>("--output");
            if (ZooCatalog.Spaces.FirstOrDefault(s => s.Name == wanted) is { } space)
            {
                if (output is not null)
                    throw new UsageException($"--output: {wanted} is a space; name one of its architectures{(space.Architectures.Count == 0 ? ", of which none was published" : $": {string.Join(", ", space.Architectures)}")}");
                return ShowSpace(context, space);
            }
            var architecture = Find(wanted);
            if (output is not null)
                architecture.Write(output);
            return ShowArchitecture(context, architecture, output);
        });
        return command;
    }

    private static Command Profile(Surroundings world)
    {
        var command = new Command("profile", "Count a published architecture in the sizes in which it was trained, beside the numbers that were published.");
        var name = Name(command);
        CommandContext.SetAction(command, world, context =>
        {
            var architecture = Find(context.Options.GetRequiredValue(name));
            var counted = architecture.Networks.Select(PublishedComparison.Of).ToList();
            if (context.Json)
            {
                context.WriteJson(counted.Select(c => new
                {
                    task = c.Network.Task, size = c.Network.Size, input = c.Network.InputShape, parameters = c.Parameters, flops = c.Flops,
                    published = c.Network.Numbers.Select(n => new { quantity = n.Quantity, value = n.Value, source = n.Source, agrees = c.Agrees(n) }),
                    difference = c.Network.Difference,
                }));
                return ExitCode.Success;
            }
            foreach (var network in counted)
            {
                world.Out.WriteLine($"{architecture.Name}, {network.Network.Task}: {network.Network.Size}, input {string.Join('x', network.Network.InputShape)}");
                Write(world, network.Lines().Select(l => $"  {l}"));
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static int ShowSpace(CommandContext context, ZooSpaceEntry entry)
    {
        using var network = entry.Open();
        var space = SearchSpace.Of(network);
        if (context.Json)
        {
            context.WriteJson(new { space = entry.Name, description = entry.Description, paper = entry.Paper, network = entry.Network, choices = space.Choices.Count, architectures = $"{space.Count()}", fingerprint = space.Fingerprint });
            return ExitCode.Success;
        }
        Write(context.World,
        [
            $"{entry.Name}: {entry.Description}", $"paper         {entry.Paper}", $"network       {entry.Network}",
            $"choices       {space.Choices.Count}", $"architectures {((double)space.Count()).ToString("0.##e+0", CultureInfo.InvariantCulture)}",
            $"published     {(entry.Architectures.Count == 0 ? "none" : string.Join(", ", entry.Architectures))}",
        ]);
        return ExitCode.Success;
    }

    private static int ShowArchitecture(CommandContext context, PublishedArchitecture architecture, string? written)
    {
        if (context.Json)
        {
            context.World.Out.WriteLine(architecture.ToJson().Trim());
            return ExitCode.Success;
        }
        Write(context.World,
        [
            $"{architecture.Name}: an architecture of {architecture.Space}", $"paper      {architecture.Paper}", $"decisions  {architecture.Source}",
            .. architecture.Networks.SelectMany(n => (string[])[$"{n.Task,-10} {n.Size}", .. n.Numbers.Select(p => $"           {PublishedComparison.Text(p)}, {p.Source}")]),
            .. written is null ? (string[])[] : [$"written    {written}"],
        ]);
        return ExitCode.Success;
    }

    private static PublishedArchitecture Find(string name) => ZooCatalog.Spaces.Any(s => s.Name == name)
        ? throw new UsageException($"{name} is a space; name one of its architectures, as 'nasctl zoo list' shows them")
        : ZooCatalog.Architecture(name);

    private static Argument<string> Name(Command command)
    {
        var name = new Argument<string>("name") { Description = "A name that 'nasctl zoo list' shows." };
        name.CompletionSources.Add([.. ZooCatalog.Architectures.Select(a => a.Name), .. ZooCatalog.Spaces.Select(s => s.Name)]);
        command.Arguments.Add(name);
        return name;
    }

    private static void Write(Surroundings world, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            world.Out.WriteLine(line);
    }
}

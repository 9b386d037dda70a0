using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using NasSharp.Cli.Board.Sources;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Experiments;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Board;

/// <summary><c>nasctl board</c>: the page that shows runs and experiments while they work.</summary>
internal static class BoardCommand
{
    private const int StandardPort = 7340;

    public static Command Create(Surroundings world)
    {
        var source = new Argument<string?>("source")
        {
            Description = "A folder with runs and experiments (searched four levels deep), a run, or an experiment's id; default the current folder and all experiments.",
            HelpName = "folder|id",
            Arity = ArgumentArity.ZeroOrOne,
        };
        source.CompletionSources.Add(_ => ExperimentArguments.Catalog(world).Entries().Select(e => new System.CommandLine.Completions.CompletionItem(e.Id)));
        var port = Values.Whole("--port", "The port; 0: any that is free.", StandardPort, 0, 65_535);
        var address = Values.Text("--address", "Where to listen. An address that others can reach needs a token, which is then part of the printed address.", "address", "127.0.0.1");
        var open = new Option<bool>("--open") { Description = "Open the page in a browser." };
        var readOnly = new Option<bool>("--read-only") { Description = "Only look: no trial can be ended and no experiment stopped from the page." };
        var command = new Command("board", "Serve a page that shows runs and experiments while they work; Ctrl-C ends it.") { source, port, address, open, readOnly };
        CommandContext.SetAction(command, world, context =>
        {
            using var interrupted = world.Interrupts.StopAtCheckpoint("");
            using var catalog = Catalog(context, context.Options.GetValue(source), out var root);
            var options = new BoardOptions
            {
                Catalog = catalog,
                Root = root,
                Address = AddressOf(context.Options.GetValue(address)!),
                Port = context.Options.GetValue(port),
                ReadOnly = context.Options.GetValue(readOnly),
            };
            Serve(context, options, context.Options.GetValue(open)).GetAwaiter().GetResult();
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task Serve(CommandContext context, BoardOptions options, bool open)
    {
        await using var server = await Start(options);
        if (context.Json)
            context.WriteJson(new { url = server.Url, readOnly = options.ReadOnly });
        else
            context.World.Out.WriteLine($"The Board is at {server.Url}");
        context.World.Out.Flush();
        if (open)
            Open(server.Url, context.World);
        context.World.Interrupts.Token.WaitHandle.WaitOne();
    }

    private static async Task<BoardServer> Start(BoardOptions options)
    {
        try
        {
            return await BoardServer.StartAsync(options);
        }
        catch (IOException error)
        {
            throw new UsageException($"--port {options.Port} of {options.Address} cannot be used ({error.Message.TrimEnd('.')}); choose another, or 0 for any that is free");
        }
    }

    private static SourceCatalog Catalog(CommandContext context, string? source, out string root)
    {
        var known = ExperimentArguments.Catalog(context.World);
        if (source is null)
        {
            root = Environment.CurrentDirectory;
            return new SourceCatalog(root, known.Entries, context.World.Time);
        }
        if (Directory.Exists(source))
        {
            root = Path.GetFullPath(source);
            return new SourceCatalog(root, () => [], context.World.Time);
        }
        if (source.AsSpan().ContainsAny('/', '\\'))
            throw new DataProblem($"there is no folder {source}; name one with runs or experiments, or an experiment's id");
        var folder = known.Find(source);
        root = folder.Root;
        return new SourceCatalog(null, () => [(Path.GetFileName(folder.Root), folder)], context.World.Time);
    }

    private static IPAddress AddressOf(string text) => text == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text, out var address)
        ? address
        : throw new UsageException($"--address '{text}' is no address: write numbers, such as 127.0.0.1, or 0.0.0.0 for all of this machine's");

    private static void Open(string url, Surroundings world)
    {
        try
        {
            using var opened = Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [url]) { RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            world.Error.WriteLine("nasctl: there is no program that opens addresses; open it by hand");
        }
    }
}

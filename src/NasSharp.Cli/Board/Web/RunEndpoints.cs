using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasSharp.Cli.Board.Runs;
using NasSharp.Cli.Board.Sources;
using NasSharp.Drawing;

namespace NasSharp.Cli.Board.Web;

/// <summary><c>runs/{id}/...</c>.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder api, SourceCatalog catalog)
    {
        RunReader Run(string id) => catalog.Find(id).Run ?? throw BoardException.Missing($"'{id}' is an experiment, not a run.");

        var run = api.MapGroup("runs/{id}");
        run.MapGet("series", (string id, HttpRequest request) => Answers.Ok(Run(id).Series(Answers.Whole(request, "max", 1000, 10, 10_000), Answers.Long(request, "since", 0)!.Value)));
        run.MapGet("supernet", (string id) => Answers.Ok(Run(id).SupernetFile()));
        run.MapGet("weights", (string id, HttpRequest request) => Results.Bytes(Run(id).Weights(
            Answers.Whole(request, "from", 0, 0, int.MaxValue), Answers.Whole(request, "to", -1, -1, int.MaxValue), Answers.Whole(request, "maxFrames", 2000, 1, 100_000), IsNarrow(request)),
            "application/octet-stream"));
        run.MapGet("health", (string id, HttpRequest request) => Answers.Ok(Run(id).Health(Answers.Whole(request, "max", 1000, 10, 10_000))));
        run.MapGet("architectures", (string id) => Answers.Ok(Run(id).Architectures()));
        run.MapGet("architecture", (string id, HttpRequest request) => Answers.Ok(Architecture(Run(id), request)));
        run.MapGet("architecture.json", (string id, HttpRequest request) => Download(Demand(Architecture(Run(id), request))));
        run.MapGet("architecture.svg", (string id, HttpRequest request) => Picture(Demand(Architecture(Run(id), request)).Value));
        run.MapGet("candidates", (string id) => Answers.Ok(Run(id).Candidates()));
    }

    /// <summary>The drawing of an architecture.</summary>
    /// <exception cref="BoardException">It cannot be drawn.</exception>
    public static IResult Picture(NasSharp.Spaces.Architecture? architecture) => architecture is null
        ? throw BoardException.Missing("The choices of this architecture are not known, so it cannot be drawn.")
        : Answers.Download(Encoding.UTF8.GetBytes(ArchitectureDrawing.Draw(architecture)), "image/svg+xml", "architecture.svg");

    private static IResult Download(ArchitectureAnswer found) =>
        Answers.Download(Encoding.UTF8.GetBytes((found.Value?.ToJson() ?? found.Architecture!.ToJsonString()) + "\n"), "application/json", "architecture.json");

    private static ArchitectureAnswer Architecture(RunReader run, HttpRequest request) =>
        run.Architecture(Answers.Long(request, "step"), (int?)Answers.Long(request, "epoch", null, 0, int.MaxValue));

    private static ArchitectureAnswer Demand(ArchitectureAnswer answer) => answer.Available ? answer : throw BoardException.Missing(answer.Reason!);

    private static bool IsNarrow(HttpRequest request) => (request.Query["dtype"].FirstOrDefault() ?? "f32") switch
    {
        "f32" => false,
        "u16" => true,
        var other => throw BoardException.Wrong($"dtype={other} is unknown: f32 or u16."),
    };
}

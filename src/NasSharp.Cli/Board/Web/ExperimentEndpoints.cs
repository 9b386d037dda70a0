using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasSharp.Cli.Board.Sources;
using NasSharp.Cli.Board.Trials;
using NasSharp.Experiments.Reports;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Board.Web;

/// <summary><c>experiments/{id}/...</c>.</summary>
internal static class ExperimentEndpoints
{
    private const int BestCurves = 100;
    private const int LogBytes = 1 << 16;

    public static void Map(IEndpointRouteBuilder api, BoardOptions board)
    {
        ExperimentReader Of(string id) => board.Catalog.Find(id).Experiment ?? throw BoardException.Missing($"'{id}' is a run, not an experiment.");

        var group = api.MapGroup("experiments/{id}");
        group.MapGet("space", (string id) => Answers.Ok(Of(id).Space()));
        group.MapGet("trials", (string id, HttpRequest request) => Answers.Ok(Of(id).Trials(request.Query["since"].FirstOrDefault())));
        group.MapGet("trials/{n:int}", (string id, int n) => Answers.Ok(Of(id).Trial(n)));
        group.MapGet("trials/{n:int}/series", (string id, int n, HttpRequest request) => Answers.Ok(Named(Of(id).Series(n, Answers.Whole(request, "max", 500, 10, 10_000)))));
        group.MapGet("trials/{n:int}/log", (string id, int n, HttpRequest request) => Log(Of(id), Of(id).LogPath(n, request.Query["stream"].FirstOrDefault() == "stderr"), request));
        group.MapGet("trials/{n:int}/architecture.json", (string id, int n) =>
            Answers.Download(Encoding.UTF8.GetBytes(Of(id).Architecture(n).ToJson() + "\n"), "application/json", "architecture.json"));
        group.MapGet("trials/{n:int}/architecture.svg", (string id, int n) => RunEndpoints.Picture(Of(id).Architecture(n)));
        group.MapGet("curves", (string id, HttpRequest request) => Answers.Ok(Of(id).Curves(Numbers(request), Answers.Whole(request, "max", 200, 10, 10_000), BestCurves)));
        group.MapGet("pareto", (string id, HttpRequest request) => Answers.Ok(Of(id).Pareto(Objectives(request))));
        group.MapGet("importance", (string id) => Answers.Ok(Of(id).Importance()));
        group.MapGet("lineage", (string id, HttpRequest request) => Answers.Ok(Of(id).Lineage((int?)Answers.Long(request, "trial", null, 0, int.MaxValue))));
        group.MapGet("log", (string id, HttpRequest request) => Log(Of(id), "manager.log", request));
        group.MapGet("notes", (string id) => Answers.Ok(Of(id).With((store, _) => new { items = store.Notes().Select(n => new { trial = n.Trial, text = n.Text }).ToList() })));
        group.MapGet("export.csv", (string id) => Answers.Download(Encoding.UTF8.GetBytes(Of(id).With((store, _) => TrialTableText(store, csv: true))), "text/csv", $"{id}.csv"));
        group.MapGet("export.json", (string id) => Answers.Download(Encoding.UTF8.GetBytes(Of(id).With((store, _) => TrialTableText(store, csv: false))), "application/json", $"{id}.json"));
        group.MapGet("requests/{number:long}", (string id, long number) => Answers.Ok(Of(id).With((store, _) => new { answered = store.IsAnswered(number) })));
        group.MapPost("commands", (string id, HttpRequest request) => ManagerRequests.Leave(board, Of(id), request));
    }

    private static string TrialTableText(ExperimentStore store, bool csv) =>
        csv ? NasSharp.Experiments.Reports.TrialTable.Csv(store, intermediate: false) : NasSharp.Experiments.Reports.TrialTable.Json(store, intermediate: true);

    private static object Named(Runs.Envelope curve) => new { name = "default", total = curve.Total, x = curve.X, y = curve.Y, min = curve.Min, max = curve.Max };

    private static IResult Log(ExperimentReader experiment, string path, HttpRequest request)
    {
        if (experiment.Files.File(path) is not { } file)
            return Answers.Ok(new { text = "", next = 0, total = 0, path, available = false, reason = "nothing was written yet" });
        var part = FilePart.Read(file, Answers.Long(request, "after", 0)!.Value, Answers.Whole(request, "max", LogBytes, 1, FilePart.Most));
        return Answers.Ok(new { text = part.Text, next = part.Next, total = part.Total, path, available = true });
    }

    private static List<int>? Numbers(HttpRequest request)
    {
        if (request.Query["trials"].FirstOrDefault() is not { Length: > 0 } text)
            return null;
        var numbers = text.Split(',').Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw BoardException.Wrong($"trials={text} is no list of numbers.")).ToList();
        return numbers.Count <= 1000 ? numbers : throw BoardException.Wrong("At most 1000 trials at once.");
    }

    private static List<(string Name, bool Maximize)> Objectives(HttpRequest request)
    {
        var text = request.Query["objectives"].FirstOrDefault() ?? "";
        var objectives = text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(o => o.LastIndexOf(':') is var colon and > 0 && o[(colon + 1)..] is "max" or "min"
            ? (o[..o.LastIndexOf(':')], o.EndsWith(":max", StringComparison.Ordinal))
            : throw BoardException.Wrong($"'{o}' is no objective: write name:max or name:min.")).ToList();
        return objectives.Count is >= 2 and <= 4 ? objectives : throw BoardException.Wrong("objectives= needs 2 to 4 of the form name:max or name:min.");
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NasSharp.Cli.Board.Trials;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Board.Web;

/// <summary>Commands of the page become requests of the experiment's manager.</summary>
internal static class ManagerRequests
{
    private const string Known = "killTrial, stop, pause, continue, setConcurrency or setTrialCount";
    private const int Longest = 4096;
    private const int MostTrials = 10_000_000;

    /// <summary>Leaves what the body asks for.</summary>
    public static async Task<IResult> Leave(BoardOptions board, ExperimentReader experiment, HttpRequest request)
    {
        if (board.ReadOnly)
            throw new BoardException(403, "The Board was started with --read-only.");
        var command = await Body(request);
        if (command.ValueKind != JsonValueKind.Object || !command.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            throw BoardException.Wrong($"The command has no type: {Known}.");
        var (kind, argument) = type.GetString() switch
        {
            "stop" => (RequestKind.Stop, ""),
            "killTrial" => (RequestKind.KillTrial, Trial(experiment, command)),
            "pause" => (RequestKind.Pause, Running(experiment, paused: false)),
            "continue" => (RequestKind.Continue, Running(experiment, paused: true)),
            "setConcurrency" => (RequestKind.Concurrency, Value(command)),
            "setTrialCount" => (RequestKind.TrialCount, Value(command)),
            var other => throw BoardException.Wrong($"The command '{other}' is unknown: {Known}."),
        };
        // Through a connection of its own, so that the reader sees it as a change by another.
        return experiment.With((store, _) =>
        {
            using var own = ExperimentStore.Open(store.Folder.Root);
            var number = own.AddRequest(kind, argument);
            return Results.Json(new { request = number, managerRunning = ExperimentLock.IsHeld(store.Folder) }, BoardJson.Options, statusCode: 202);
        });
    }

    private static async Task<JsonElement> Body(HttpRequest request)
    {
        if (request.ContentLength is > Longest)
            throw BoardException.Wrong("The command is too long.");
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw BoardException.Wrong("The command is no JSON object.");
        }
    }

    private static string Trial(ExperimentReader experiment, JsonElement command)
    {
        if (!command.TryGetProperty("trial", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var trial))
            throw BoardException.Wrong("killTrial needs the number of a trial.");
        var found = experiment.With((_, table) => table.Rows.FirstOrDefault(r => r.Record.Number == trial)) ?? throw BoardException.Missing($"There is no trial {trial}.");
        return found.Record.HasEnded ? throw new BoardException(409, $"Trial {trial} has ended already.") : trial.ToString(CultureInfo.InvariantCulture);
    }

    private static string Value(JsonElement command) => command.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is > 0 and <= MostTrials
        ? number.ToString(CultureInfo.InvariantCulture)
        : throw BoardException.Wrong($"The command needs a value, a whole number from 1 to {MostTrials}.");

    // Without a manager there is nothing that could pause; and whoever resumes an experiment ends its pause.
    private static string Running(ExperimentReader experiment, bool paused)
    {
        var (isHeld, isPaused) = experiment.With((store, _) => (ExperimentLock.IsHeld(store.Folder), store.Info().IsPaused));
        if (!isHeld)
            throw new BoardException(409, "The experiment is not running.");
        return isPaused == paused ? "" : throw new BoardException(409, paused ? "The experiment is not paused." : "The experiment is paused already.");
    }
}

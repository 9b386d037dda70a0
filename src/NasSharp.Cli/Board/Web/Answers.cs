using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NasSharp.Cli.Board.Web;

/// <summary>How endpoints read arguments and answer.</summary>
internal static class Answers
{
    public const string Json = "application/json; charset=utf-8";

    /// <summary>An object as JSON.</summary>
    public static IResult Ok(object value) => Results.Json(value, BoardJson.Options, Json);

    /// <summary>A whole number of the query in a range; the standard when it is not given.</summary>
    /// <exception cref="BoardException">It is no such number.</exception>
    public static int Whole(HttpRequest request, string name, int standard, int least, int most) => (int)Long(request, name, standard, least, most)!.Value;

    /// <summary>A whole number of the query; null, or the standard, when it is not given.</summary>
    /// <exception cref="BoardException">It is no such number.</exception>
    public static long? Long(HttpRequest request, string name, long? standard = null, long least = 0, long most = long.MaxValue)
    {
        if (request.Query[name].FirstOrDefault() is not { Length: > 0 } text)
            return standard;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw BoardException.Wrong(FormattableString.Invariant($"{name}={text} is not a whole number from {least} to {most}."));
    }

    /// <summary>A file to download.</summary>
    public static IResult Download(byte[] bytes, string contentType, string name) => Results.File(bytes, contentType, name);

    /// <summary>What cannot be answered.</summary>
    public static IResult Problem(BoardException problem) => Results.Problem(problem.Message, statusCode: problem.Status, title: problem.Status switch
    {
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        _ => "Conflict",
    }, type: "about:blank");

    /// <summary>What is there but cannot be read.</summary>
    public static IResult Damaged(string reason) => Ok(new { available = false, reason, items = Array.Empty<object>(), problems = new[] { reason } });
}

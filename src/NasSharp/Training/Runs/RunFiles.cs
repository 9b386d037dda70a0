using System.Text.Encodings.Web;
using System.Text.Json;

namespace NasSharp.Training.Runs;

/// <summary>How JSON files of a run look.</summary>
internal static class RunFiles
{
    /// <summary>Indented, with characters as they are.</summary>
    public static JsonSerializerOptions Readable { get; } = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}

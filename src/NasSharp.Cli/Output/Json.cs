using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NasSharp.Cli.Output;

/// <summary>How nasctl writes JSON.</summary>
internal static class Json
{
    /// <summary>One line, names in camelCase, nothing for nulls.</summary>
    public static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Indented, for files that people read.</summary>
    public static readonly JsonSerializerOptions File = new(Line) { WriteIndented = true };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>The arguments of a tuner as they stand in a file, to be read into its options.</summary>
internal sealed class TunerArguments(string tuner, JsonObject? given, Func<Architecture, bool>? allowed)
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Which architectures may be tried, for tuners that know how to stay within; null: all.</summary>
    public Func<Architecture, bool>? Allowed => allowed;

    /// <summary>The options with the given members; the others have their defaults.</summary>
    /// <exception cref="TunerException">A member is unknown or of the wrong type.</exception>
    public TOptions Read<TOptions>()
        where TOptions : new()
    {
        var known = typeof(TOptions).GetProperties().Where(p => p.CanWrite && !p.IsDefined(typeof(JsonIgnoreAttribute), inherit: false)).Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)).ToArray();
        foreach (var (name, _) in given ?? [])
            if (!known.Contains(name))
                throw Unknown(name, known);
        try
        {
            return given is null ? new TOptions() : given.Deserialize<TOptions>(Strict) ?? new TOptions();
        }
        catch (JsonException wrong)
        {
            var path = wrong.Path?.TrimStart('$', '.') ?? "";
            throw new TunerException($"Tuner '{tuner}': the argument '{path}' is {given?[path.Split('.')[0]]?.ToJsonString() ?? "missing"}, which cannot be read.", wrong);
        }
    }

    /// <summary>Demands that there are no arguments.</summary>
    /// <exception cref="TunerException">There is one.</exception>
    public void NoneLeft()
    {
        foreach (var (name, _) in given ?? [])
            throw Unknown(name, []);
    }

    private TunerException Unknown(string name, string[] known) => new(
        $"Tuner '{tuner}' has no argument '{name}'; {(known.Length == 0 ? "it takes none" : $"known are {string.Join(", ", known)}")}.");
}

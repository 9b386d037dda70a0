using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Experiments.Store;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NasSharp.Experiments.Configuration;

/// <summary>A mapping of a YAML file whose entries are taken one by one; what is left at the end is unknown. Errors name file and line.</summary>
internal sealed class YamlSection
{
    private readonly string _file;
    private readonly string _path;
    private readonly YamlMappingNode _node;
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _entries;
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    private YamlSection(string file, string path, YamlMappingNode node)
    {
        _file = file;
        _path = path;
        _node = node;
        _entries = node.Children.ToDictionary(c => c.Key is YamlScalarNode { Value: { } name } ? name : throw Wrong(c.Key, "a name is not a text"), c => (c.Key, c.Value), StringComparer.Ordinal);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ExperimentException">The file is missing or no YAML mapping.</exception>
    public static YamlSection Read(string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = File.OpenText(file);
            stream.Load(reader);
        }
        catch (YamlException error)
        {
            throw new ExperimentException(string.Create(CultureInfo.InvariantCulture, $"{file}({error.Start.Line}): {error.Message.Replace('\n', ' ')}"), error);
        }
        catch (InvalidOperationException error)
        {
            // YamlDotNet's own way to say that the text ends inside of something.
            throw new ExperimentException($"{file}(1): this is no YAML: a bracket or quote may not be closed.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExperimentException($"{file}: the file cannot be read: {error.Message}", error);
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new YamlSection(file, "", root)
            : throw new ExperimentException($"{file}: this is no configuration; it must be one YAML mapping, such as 'experimentName: mine'.");
    }

    public bool Has(string name)
    {
        _known.Add(name);
        return _entries.ContainsKey(name);
    }

    public string? Text(string name) => Take(name) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => throw Wrong(other, $"'{_path}{name}' is no text"),
    };

    public string Demand(string name, string hint) => Text(name) ?? throw Wrong(_node, $"'{_path}{name}' is missing: {hint}");

    public int? Whole(string name, int least, int most) => Text(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong(name, $"is '{text}', not a whole number from {least} to {most}");

    /// <summary>A number, such as 0.5 or 1e6; with units also 300K, 300M or 3G.</summary>
    public double? Real(string name, bool units = false)
    {
        if (Text(name) is not { } text)
            return null;
        var unit = units ? char.ToUpperInvariant(text[^1]) switch { 'K' => 1e3, 'M' => 1e6, 'G' => 1e9, _ => 1 } : 1;
        return double.TryParse(unit == 1 ? text : text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value * unit)
            ? value * unit
            : throw Wrong(name, $"is '{text}', not a number{(units ? " such as 250000, 250K or 0.25M" : "")}");
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "True" or "yes" => true,
        "false" or "False" or "no" => false,
        var text => throw Wrong(name, $"is '{text}', neither true nor false"),
    };

    /// <summary>A time such as 90s, 5m, 1h or 2d.</summary>
    public TimeSpan? Duration(string name) => Text(name) is not { } text ? null : Durations.TryParse(text, out var time) ? time : throw Wrong(name, $"is '{text}', not a time such as 90s, 5m, 1h or 2d");

    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text)
            return null;
        return words.Contains(text) ? text : throw Wrong(name, $"is '{text}'; known are {string.Join(", ", words.ToArray())}");
    }

    public YamlSection? Section(string name) => Take(name) switch
    {
        null or YamlScalarNode { Value: null or "" } => null,
        YamlMappingNode mapping => new YamlSection(_file, $"{_path}{name}.", mapping),
        var other => throw Wrong(other, $"'{_path}{name}' is no mapping"),
    };

    public IReadOnlyList<YamlSection>? Sections(string name) => Take(name) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children.Select((c, i) => c is YamlMappingNode m ? new YamlSection(_file, $"{_path}{name}[{i}].", m) : throw Wrong(c, $"'{_path}{name}' has an entry that is no mapping"))],
        var other => throw Wrong(other, $"'{_path}{name}' is no list"),
    };

    /// <summary>A list of numbers, or NNI's text with commas.</summary>
    public IReadOnlyList<int>? Numbers(string name)
    {
        IEnumerable<string?>? texts = Take(name) switch
        {
            null => null,
            YamlScalarNode scalar => scalar.Value!.Split(','),
            YamlSequenceNode list => list.Children.Select(c => (c as YamlScalarNode)?.Value),
            var other => throw Wrong(other, $"'{_path}{name}' is no list of numbers"),
        };
        return texts is null
            ? null
            : [.. texts.Select(t => int.TryParse(t?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw Wrong(name, $"has '{t}', which is no whole number"))];
    }

    /// <summary>A list of texts, or one.</summary>
    public IReadOnlyList<string>? Texts(string name) => Take(name) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => [text],
        YamlSequenceNode list => [.. list.Children.Select(c => c is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw Wrong(name, "has an entry that is no text"))],
        var other => throw Wrong(other, $"'{_path}{name}' is no list of texts"),
    };

    /// <summary>Whatever stands there, as JSON.</summary>
    public JsonObject? Json(string name) => Take(name) switch
    {
        null or YamlScalarNode { Value: null or "" } => null,
        YamlMappingNode mapping => (JsonObject)ToJson(mapping)!,
        var other => throw Wrong(other, $"'{_path}{name}' is no mapping"),
    };

    /// <summary>Refuses an entry, if it is there.</summary>
    public void Refuse(string name, string why)
    {
        if (Has(name))
            throw Wrong(_entries[name].Key, $"'{_path}{name}' is not supported: {why}");
    }

    /// <summary>Refuses what was not asked for.</summary>
    public void NothingElse()
    {
        foreach (var (name, entry) in _entries.Where(e => !_known.Contains(e.Key)))
            throw Wrong(entry.Key, $"'{_path}{name}' is unknown; known are {string.Join(", ", _known)}");
    }

    public ExperimentException Wrong(string name, string what) => Wrong(_entries.TryGetValue(name, out var entry) ? entry.Key : _node, $"'{_path}{name}' {what}");

    private YamlNode? Take(string name) => Has(name) ? _entries[name].Value : null;

    private ExperimentException Wrong(YamlNode node, string what) => new(string.Create(CultureInfo.InvariantCulture, $"{_file}({node.Start.Line}): {what}."));

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => scalar.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) => real,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };
}

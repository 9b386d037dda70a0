using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Torch;

namespace NasSharp.Training.Checkpoints;

/// <summary>The place in a checkpoint where one part of a run keeps its state: named tensors and a JSON object.</summary>
public sealed class CheckpointSection
{
    /// <summary>Makes an empty section.</summary>
    /// <param name="name">The part's name, e.g. <c>optimizer</c>; used in messages.</param>
    public CheckpointSection(string name) => Name = name;

    /// <summary>The part's name.</summary>
    public string Name { get; }

    /// <summary>Tensors by name. While saving they are written at once, so that no copies are needed.</summary>
    public OrderedDictionary<string, torch.Tensor> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything else; numbers keep their last bit.</summary>
    public JsonObject Values { get; internal set; } = [];

    /// <summary>Keeps a group of floating-point numbers, infinities and NaN included, to the last bit.</summary>
    public void PutNumbers(string group, IEnumerable<KeyValuePair<string, double>> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        Values[group] = new JsonObject(numbers.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value.ToString("R", CultureInfo.InvariantCulture))));
    }

    /// <summary>The numbers that <see cref="PutNumbers"/> kept.</summary>
    /// <exception cref="CheckpointException">The section has no such group.</exception>
    public OrderedDictionary<string, double> GetNumbers(string group)
    {
        var numbers = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in Get(group) as JsonObject ?? throw Damaged(group))
        {
            if (value is not JsonValue text || !text.TryGetValue<string>(out var digits) || !double.TryParse(digits, CultureInfo.InvariantCulture, out var number))
                throw Damaged($"{group}.{name}");
            numbers.Add(name, number);
        }
        return numbers;
    }

    /// <summary>One value of <see cref="Values"/>.</summary>
    /// <exception cref="CheckpointException">The section has no such value, or one of another kind.</exception>
    public T Get<T>(string name) => Get(name) is JsonValue value && value.TryGetValue<T>(out var result) ? result : throw Damaged(name);

    /// <summary>One JSON object or list of <see cref="Values"/>.</summary>
    /// <exception cref="CheckpointException">The section has no such value.</exception>
    public JsonNode Get(string name) => Values[name] ?? throw Damaged(name);

    private CheckpointException Damaged(string what) =>
        new($"The checkpoint has no usable '{what}' in its section '{Name}'; it was written by another version of NasSharp or for another kind of run.");
}

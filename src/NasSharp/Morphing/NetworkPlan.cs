namespace NasSharp.Morphing;

/// <summary>
/// A convolutional classifier as a plan that can grow: a row of convolutions with skip connections, global average pooling, and one linear layer.
/// Immutable; a plan always makes sense.
/// </summary>
public sealed class NetworkPlan : IEquatable<NetworkPlan>
{
    private readonly Dictionary<int, int> _places;
    private readonly Lazy<string> _text;

    /// <summary>Makes a plan.</summary>
    /// <param name="inputChannels">Channels of the images, at least 1.</param>
    /// <param name="classes">Outputs, at least 1.</param>
    /// <param name="layers">The convolutions in order; none is allowed: the channels' means are then classified.</param>
    /// <param name="skips">The skip connections; null: none.</param>
    /// <exception cref="ArgumentException">A number is out of range or occurs twice, or a skip connection leads backwards or to no layer; the message names it.</exception>
    public NetworkPlan(int inputChannels, int classes, IEnumerable<PlannedLayer> layers, IEnumerable<PlannedSkip>? skips = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        (InputChannels, Classes, Layers, Skips) = (inputChannels, classes, [.. layers], [.. skips ?? []]);
        _text = new Lazy<string>(Print);
        _places = [];
        foreach (var (place, layer) in Layers.Index())
        {
            layer.Validate();
            if (!_places.TryAdd(layer.Id, place))
                throw new ArgumentException($"Two layers have the number {layer.Id}.", nameof(layers));
        }
        foreach (var skip in Skips)
        {
            if (!_places.TryGetValue(skip.From, out var from) || !_places.TryGetValue(skip.To, out var to) || from >= to)
                throw new ArgumentException($"The skip connection from {skip.From} to {skip.To} does not lead from a layer to a later one.", nameof(skips));
            if (Skips.Count(s => s == skip) > 1)
                throw new ArgumentException($"The skip connection from {skip.From} to {skip.To} occurs twice.", nameof(skips));
        }
    }

    /// <summary>Channels of the images.</summary>
    public int InputChannels { get; }

    /// <summary>Outputs.</summary>
    public int Classes { get; }

    /// <summary>The convolutions in order.</summary>
    public IReadOnlyList<PlannedLayer> Layers { get; }

    /// <summary>The skip connections.</summary>
    public IReadOnlyList<PlannedSkip> Skips { get; }

    /// <summary>Channels that the linear layer at the end gets.</summary>
    public int Features => Layers.Count == 0 ? InputChannels : Layers[^1].Channels;

    /// <summary>A number that no layer has.</summary>
    public int NextId => Layers.Count == 0 ? 0 : Layers.Max(l => l.Id) + 1;

    /// <summary>Number of weights of its network.</summary>
    public long Parameters => ((long)Features + 1) * Classes
        + Layers.Sum(l => ((long)ChannelsInto(l.Id) * l.Kernel * l.Kernel + (l.Activated ? 2 : 1)) * l.Channels)
        + Skips.Sum(s => (long)this[s.From].Channels * this[s.To].Channels);

    /// <summary>A row of activated 3x3 convolutions, the first with stride 1, the others with stride 2.</summary>
    /// <param name="inputChannels">Channels of the images.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="channels">Channels of each layer, such as 64, 64, 64 (NNI's network morphism starts with three layers of 64).</param>
    public static NetworkPlan Row(int inputChannels, int classes, params IReadOnlyList<int> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        return new NetworkPlan(inputChannels, classes, channels.Select((c, i) => new PlannedLayer(i, c, Stride: i == 0 ? 1 : 2)));
    }

    /// <summary>The place of a layer in the row, from 0.</summary>
    /// <exception cref="ArgumentException">The plan has no such layer.</exception>
    public int PlaceOf(int layer) => _places.TryGetValue(layer, out var place)
        ? place
        : throw new ArgumentException($"The plan has no layer {layer}; it has {string.Join(", ", Layers.Select(l => l.Id))}.", nameof(layer));

    /// <summary>The layer with a number.</summary>
    /// <exception cref="ArgumentException">The plan has no such layer.</exception>
    public PlannedLayer this[int layer] => Layers[PlaceOf(layer)];

    /// <summary>The factor by which the image shrinks between the outputs of two layers.</summary>
    internal int StrideBetween(int from, int to) => Layers.Skip(PlaceOf(from) + 1).Take(PlaceOf(to) - PlaceOf(from)).Aggregate(1, (stride, l) => stride * l.Stride);

    /// <summary>Channels that the convolution of a layer gets.</summary>
    internal int ChannelsInto(int layer) => PlaceOf(layer) is > 0 and var place ? Layers[place - 1].Channels : InputChannels;

    internal NetworkPlan With(IEnumerable<PlannedLayer>? layers = null, IEnumerable<PlannedSkip>? skips = null) => new(InputChannels, Classes, layers ?? Layers, skips ?? Skips);

    /// <summary>The plan as JSON.</summary>
    public string ToJson() => NetworkPlanJson.Print(this);

    /// <summary>Reads a plan.</summary>
    /// <param name="json">What <see cref="ToJson"/> made.</param>
    /// <param name="source">The file's name for messages.</param>
    /// <exception cref="NetworkPlanException">The text is no plan; the message says what is wrong.</exception>
    public static NetworkPlan Parse(string json, string? source = null) => NetworkPlanJson.Parse(json, source);

    /// <summary>True when both are the same network; the numbers of the layers do not count, their places do.</summary>
    public bool Equals(NetworkPlan? other) => other is not null && _text.Value == other._text.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text.Value);

    /// <summary>One line, such as <c>3 > 64k3s1 > 64k3s2 > 10, skips 0-1</c>.</summary>
    public override string ToString() => _text.Value;

    private string Print()
    {
        var row = string.Join(" > ", Layers.Select(l => l.ToString()).Prepend($"{InputChannels}").Append($"{Classes}"));
        var skips = Skips.Select(s => (From: PlaceOf(s.From), To: PlaceOf(s.To))).Order().Select(s => $"{s.From}-{s.To}").ToList();
        return skips.Count == 0 ? row : $"{row}, skips {string.Join(' ', skips)}";
    }
}

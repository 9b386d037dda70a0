using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Training;

/// <summary>
/// The random streams of one run. Every draw comes from a stream with a name, and every stream comes from the run's one seed; so a new consumer of
/// randomness does not change what the others draw, and all states are saved with a checkpoint.
/// </summary>
public sealed class RandomStreams
{
    private readonly SortedDictionary<string, RandomStream> _streams = new(StringComparer.Ordinal);

    /// <summary>Makes the streams of a seed.</summary>
    public RandomStreams(long seed) => Seed = seed;

    /// <summary>The run's seed.</summary>
    public long Seed { get; }

    /// <summary>The stream of this name; made at the first call, the same object ever after.</summary>
    public RandomStream this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            if (!_streams.TryGetValue(name, out var stream))
                _streams.Add(name, stream = new RandomStream(Seed, name));
            return stream;
        }
    }

    /// <summary>A seed for something that has a generator of its own, such as libtorch or a data loader: a number from 0 to 2^63 - 1 that depends on this run's seed and the name only.</summary>
    public long SeedFor(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return (long)(new RandomStream(Seed, name).NextUInt64() >> 1);
    }

    /// <summary>The states of the streams used so far.</summary>
    public JsonObject SaveState()
    {
        var state = new JsonObject { ["seed"] = Seed };
        foreach (var (name, stream) in _streams)
            state[name + "/"] = new JsonArray([.. stream.State.Select(s => JsonValue.Create(s.ToString("x16", CultureInfo.InvariantCulture)))]);
        return state;
    }

    /// <summary>Continues the streams from states that <see cref="SaveState"/> returned; streams without a state start anew.</summary>
    /// <exception cref="CheckpointException">The states belong to another seed or are damaged.</exception>
    public void LoadState(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            var seed = state["seed"]?.GetValue<long>();
            if (seed != Seed)
                throw new CheckpointException($"The checkpoint was made with seed {seed}, this run has seed {Seed}; resume with the same seed or start in a new folder.");
            // The objects stay: whoever holds a stream goes on drawing from it.
            foreach (var (name, stream) in _streams)
                stream.State = new RandomStream(Seed, name).State;
            foreach (var (name, value) in state)
            {
                if (name.EndsWith('/'))
                    this[name[..^1]].State = [.. value!.AsArray().Select(s => ulong.Parse(s!.GetValue<string>(), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            }
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or NullReferenceException or OverflowException)
        {
            throw new CheckpointException($"The checkpoint's random states cannot be read ({error.Message}).", error);
        }
    }
}

using NasSharp.Benchmarks.NasBench101;

namespace NasSharp.Zoo.NasBench101;

/// <summary>
/// What is left of a cell's graph when the vertices are dropped that lie on no path from the input to the output, and the channels of each vertex (the rules of the benchmark's authors).
/// A graph without any such path counts as an edge from the input to the output.
/// </summary>
internal sealed class ModuleGraph
{
    private readonly bool[,] _edges; // from, to

    /// <summary>Makes the graph.</summary>
    /// <param name="inputs">For each vertex but the first, for each vertex before it, whether it takes that one's output.</param>
    /// <param name="outChannels">Channels of the output.</param>
    public ModuleGraph(IReadOnlyList<IReadOnlyList<bool>> inputs, int outChannels)
    {
        Vertices = inputs.Count + 1;
        _edges = new bool[Vertices, Vertices];
        var live = LiveVertices.Of(inputs);
        for (var to = 1; to < Vertices; to++)
            for (var from = 0; from < to; from++)
                _edges[from, to] = inputs[to - 1][from] && live[from] && live[to];
        if (!live[0])
            _edges[0, Output] = true;
        Channels = ChannelsOf(live, outChannels);
    }

    /// <summary>Vertices, input and output included, those that were dropped too.</summary>
    public int Vertices { get; }

    /// <summary>The channels of each vertex; 0 of those that were dropped, and of the input.</summary>
    public IReadOnlyList<int> Channels { get; }

    private int Output => Vertices - 1;

    /// <summary>Whether the edge is there.</summary>
    public bool Has(int from, int to) => _edges[from, to];

    private int[] ChannelsOf(bool[] live, int outChannels)
    {
        var channels = new int[Vertices];
        channels[Output] = outChannels;
        var joined = Enumerable.Range(1, Output - 1).Where(v => _edges[v, Output]).ToArray();
        // What is joined shares the channels; the first ones take what is left over.
        foreach (var (i, v) in joined.Index())
            channels[v] = outChannels / joined.Length + (i < outChannels % joined.Length ? 1 : 0);
        // The others have as many as the vertex that needs most of theirs.
        for (var v = Output - 1; v >= 1; v--)
            if (live[v] && !_edges[v, Output])
                channels[v] = Enumerable.Range(v + 1, Output - v).Where(to => _edges[v, to]).Max(to => channels[to]);
        return channels;
    }
}

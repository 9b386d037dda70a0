using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.OneShot.Smash;

/// <summary>
/// Generates weights from an encoding [1, width, rows]: convolutions over the rows, densely connected, each divided by its norm (the paper's simple weight
/// normalisation), then for each row a linear map to its weight. Every filter of a generated weight has a learned length. A fixed random number in each row tells
/// equal rows apart.
/// </summary>
internal sealed class HyperNetwork : nn.Module<Tensor, IReadOnlyList<Tensor>>
{
    private const double Slope = 0.02; // of the leaky ReLU; the authors' code
    private const int Kernel = 3;

    private readonly IReadOnlyList<long[]> _shapes;
    private readonly Parameter[] _convolutions;
    private readonly Parameter[] _maps;
    private readonly Parameter[] _offsets;
    private readonly Parameter[] _lengths;
    private readonly Tensor noise;

    /// <summary>Makes the network; all its numbers come from the seed.</summary>
    /// <param name="width">Places of a row.</param>
    /// <param name="shapes">The shape of each row's weight.</param>
    /// <param name="layers">Convolutions.</param>
    /// <param name="growth">Features that each adds.</param>
    /// <param name="seed">Decides the first parameters.</param>
    public HyperNetwork(int width, IReadOnlyList<long[]> shapes, int layers, int growth, long seed)
        : base(nameof(HyperNetwork))
    {
        _shapes = shapes;
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        noise = randn([1, 1, shapes.Count], generator: generator).MoveToOuterDisposeScope();
        _convolutions = new Parameter[layers];
        for (var i = 0; i < layers; i++)
            _convolutions[i] = Kept($"convolution{i}", nn.init.orthogonal_(empty([growth, width + 1 + i * growth, Kernel]), generator: generator));
        var features = Features(width, layers, growth);
        var bound = 1 / Math.Sqrt(features);
        (_maps, _offsets, _lengths) = (new Parameter[shapes.Count], new Parameter[shapes.Count], new Parameter[shapes.Count]);
        for (var row = 0; row < shapes.Count; row++)
        {
            var numbers = Numbers(shapes[row]);
            _maps[row] = Kept($"map{row}", rand([numbers, features], generator: generator) * (2 * bound) - bound);
            _offsets[row] = Kept($"offset{row}", rand([numbers], generator: generator) * (2 * bound) - bound);
            // The length of a filter that He et al. draw for a ReLU.
            _lengths[row] = Kept($"length{row}", full([shapes[row][0]], Math.Sqrt(2)));
        }
        RegisterComponents();
    }

    /// <summary>How many parameters such a network has.</summary>
    public static long Size(int width, IReadOnlyList<long[]> shapes, int layers, int growth)
    {
        var features = Features(width, layers, growth);
        var convolutions = Enumerable.Range(0, layers).Sum(i => (long)growth * (width + 1 + i * growth) * Kernel);
        return convolutions + shapes.Sum(s => Numbers(s) * (features + 1) + s[0]);
    }

    /// <summary>The weights of all rows; gradients reach the parameters.</summary>
    public override IReadOnlyList<Tensor> forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var features = cat([input.to(noise.dtype), noise], 1);
        for (var i = 0; i < _convolutions.Length; i++)
        {
            var read = i == 0 ? features : nn.functional.leaky_relu(features, Slope);
            features = cat([features, nn.functional.conv1d(read, _convolutions[i] / _convolutions[i].norm(), padding: Kernel / 2)], 1);
        }
        var rows = nn.functional.leaky_relu(features, Slope).squeeze(0).t();
        return [.. Enumerable.Range(0, _shapes.Count).Select(row => Weight(row, rows[row]).MoveToOuterDisposeScope())];
    }

    private Tensor Weight(int row, Tensor features)
    {
        var filters = (_maps[row].mv(features) + _offsets[row]).view(_shapes[row][0], -1);
        var norms = (filters * filters).sum(1, keepdim: true).add(1e-12).sqrt();
        return (filters / norms * _lengths[row].unsqueeze(1)).view(_shapes[row]);
    }

    private Parameter Kept(string name, Tensor values)
    {
        var parameter = new Parameter(values.MoveToOuterDisposeScope());
        register_parameter(name, parameter);
        return parameter;
    }

    private static int Features(int width, int layers, int growth) => width + 1 + layers * growth;

    private static long Numbers(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>
/// A Gaussian process over things that have nothing but distances: the covariance of two is exp(-d / l). The length l and the noise are those of a small grid
/// that make the known values likeliest; values are standardized. Of more than 500 things the worst are forgotten, so that a long search stays quick.
/// </summary>
internal sealed class DistanceProcess<T>(Func<T, T, double> distance)
{
    private const int Capacity = 500;

    private static readonly double[] Lengths = [0.5, 1, 2, 4, 8, 16];
    private static readonly double[] Noises = [1e-3, 1e-2, 1e-1];

    private readonly List<(T Item, double Value)> _known = [];
    private readonly List<List<double>> _distances = []; // lower triangle, row by row
    private CholeskyFactor? _factor;
    private double[] _weights = [];
    private double _length;
    private double _noise;
    private int _fitted;

    /// <summary>Known values.</summary>
    public int Count => _known.Count;

    /// <summary>The known things with their values, oldest first.</summary>
    public IReadOnlyList<(T Item, double Value)> Known => _known;

    /// <summary>Adds a known value.</summary>
    public void Add(T item, double value)
    {
        if (_known.Count == Capacity)
            Forget(Enumerable.Range(0, Capacity).MinBy(i => _known[i].Value));
        _distances.Add([.. _known.Select(k => distance(k.Item, item))]);
        _known.Add((item, value));
        _factor = null;
    }

    /// <summary>Mean and standard deviation of the value of a thing, in standardized units.</summary>
    public (double Mean, double Deviation) Predict(T item)
    {
        Fit();
        var covariances = _known.ConvertAll(k => Math.Exp(-distance(k.Item, item) / _length)).ToArray();
        var mean = 0.0;
        for (var i = 0; i < covariances.Length; i++)
            mean += covariances[i] * _weights[i];
        _factor!.SolveLower(covariances);
        return (mean, Math.Sqrt(Math.Max(0, 1 - covariances.Sum(v => v * v))));
    }

    private void Forget(int index)
    {
        _known.RemoveAt(index);
        _distances.RemoveAt(index);
        foreach (var row in _distances.Skip(index))
            row.RemoveAt(index);
    }

    private void Fit()
    {
        if (_factor is not null)
            return;
        var values = Standardized();
        // Length and noise change slowly: they are chosen anew when there is a tenth more to learn from.
        if (_fitted == 0 || _known.Count >= _fitted + Math.Max(1, _fitted / 10))
        {
            _fitted = _known.Count;
            (_length, _noise) = (from length in Lengths from noise in Noises select (length, noise)).MaxBy(c => LogLikelihood(values, c.length, c.noise));
        }
        _factor = Factor(_length, _noise);
        _weights = [.. values];
        _factor.SolveLower(_weights);
        _factor.SolveUpper(_weights);
    }

    private double[] Standardized()
    {
        var mean = _known.Average(k => k.Value);
        var deviation = Math.Sqrt(_known.Average(k => (k.Value - mean) * (k.Value - mean)));
        return [.. _known.Select(k => deviation > 0 ? (k.Value - mean) / deviation : 0)];
    }

    private double LogLikelihood(double[] values, double length, double noise)
    {
        var factor = Factor(length, noise);
        var whitened = (double[])values.Clone();
        factor.SolveLower(whitened);
        return -0.5 * whitened.Sum(v => v * v) - factor.LogDiagonal;
    }

    private CholeskyFactor Factor(double length, double noise) =>
        CholeskyFactor.Of(_known.Count, (i, j) => i == j ? 1 + noise : Math.Exp(-_distances[i][j] / length));
}

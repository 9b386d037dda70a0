using NasSharp.Training;

namespace NasSharp.OneShot.Collapse;

/// <summary>
/// The size of the eigenvalue of largest size of a Hessian, by power iteration. Its products with vectors are central differences of gradients, so that operators without a second
/// derivative will do and no step holds more memory than a training step. The vector is kept: from epoch to epoch the Hessian changes little, and few steps suffice.
/// </summary>
internal sealed class DominantEigenvalue
{
    // Of the unit vector; the error of the difference is that of the third derivative times its square, the rounding of float32 gradients shrinks with it.
    private const double Distance = 1e-2;

    private const double Converged = 1e-3;
    private const double NearlyConverged = 0.1;

    private double[] _vector;

    /// <summary>Starts with a random direction.</summary>
    public DominantEigenvalue(int size, RandomStream random)
    {
        _vector = new double[size];
        for (var i = 0; i < size; i++)
            _vector[i] = random.NextGaussian();
        _vector = Unit(_vector, Norm(_vector));
    }

    /// <summary>The present direction, of length 1.</summary>
    public double[] Vector
    {
        get => _vector;
        set => _vector = value;
    }

    /// <summary>Whether the last measurement changed by a tenth or less in its last step; before that it may still be on its way up.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Iterates.</summary>
    /// <param name="gradientAt">The gradient at the point moved by a vector.</param>
    /// <param name="iterations">Most steps; it ends earlier when the value changes by less than a thousandth.</param>
    /// <returns>
    /// The length of the last product: the eigenvalue's size, from below. Unlike the Rayleigh quotient it also settles when there is another eigenvalue of the same size and the
    /// opposite sign. NaN when the gradients are not finite.
    /// </returns>
    public double Measure(Func<double[], double[]> gradientAt, int iterations)
    {
        var value = double.NaN;
        IsSettled = false;
        for (var step = 0; step < iterations; step++)
        {
            var (above, below) = (gradientAt(Scaled(_vector, Distance)), gradientAt(Scaled(_vector, -Distance)));
            var product = above.Zip(below, (a, b) => (a - b) / (2 * Distance)).ToArray();
            var before = value;
            value = Norm(product);
            if (!double.IsFinite(value))
            {
                IsSettled = false;
                return double.NaN;
            }
            if (value == 0)
                return 0;
            _vector = Unit(product, value);
            IsSettled = value - before <= NearlyConverged * value;
            if (value - before <= Converged * value)
                break;
        }
        return value;
    }

    private static double[] Scaled(double[] vector, double factor) => Array.ConvertAll(vector, v => v * factor);

    private static double[] Unit(double[] vector, double norm) => Scaled(vector, 1 / norm);

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(v => v * v));
}

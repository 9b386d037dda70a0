namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>The lower triangle L with L L^T = A of a symmetric matrix with positive diagonal.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[][] _rows;

    private CholeskyFactor(double[][] rows) => _rows = rows;

    /// <summary>The sum of the logarithms of the diagonal: half the logarithm of the determinant of A.</summary>
    public double LogDiagonal => _rows.Select((r, i) => Math.Log(r[i])).Sum();

    /// <summary>
    /// Factors a matrix given by its lower triangle. Edit distances need not give a positive definite one: the diagonal then grows until it is.
    /// </summary>
    public static CholeskyFactor Of(int size, Func<int, int, double> entry)
    {
        for (var more = 0.0; ; more = more == 0 ? 1e-6 : 10 * more)
        {
            if (Try(size, entry, more) is { } rows)
                return new CholeskyFactor(rows);
        }
    }

    /// <summary>Replaces b by the x with L x = b.</summary>
    public void SolveLower(double[] b)
    {
        for (var i = 0; i < b.Length; i++)
            b[i] = (b[i] - Dot(_rows[i], b, i)) / _rows[i][i];
    }

    /// <summary>Replaces b by the x with L^T x = b.</summary>
    public void SolveUpper(double[] b)
    {
        for (var i = b.Length - 1; i >= 0; i--)
        {
            b[i] /= _rows[i][i];
            for (var j = 0; j < i; j++)
                b[j] -= _rows[i][j] * b[i];
        }
    }

    private static double[][]? Try(int size, Func<int, int, double> entry, double more)
    {
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            var row = rows[i] = new double[i + 1];
            for (var j = 0; j < i; j++)
                row[j] = (entry(i, j) - Dot(row, rows[j], j)) / rows[j][j];
            var left = entry(i, i) + more - Dot(row, row, i);
            if (!(left > 1e-10))
                return null;
            row[i] = Math.Sqrt(left);
        }
        return rows;
    }

    private static double Dot(double[] a, double[] b, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sum += a[i] * b[i];
        return sum;
    }
}

namespace NasSharp.OneShot.Proxyless;

/// <summary>Draws from softmax(alpha) with one uniform number for each draw.</summary>
internal static class PathDraw
{
    private const double LeastWeight = 1e-300;

    /// <summary>softmax(alpha).</summary>
    public static double[] Probabilities(ReadOnlySpan<double> alpha)
    {
        var largest = double.NegativeInfinity;
        foreach (var a in alpha)
            largest = Math.Max(largest, a);
        var exponentials = new double[alpha.Length];
        for (var i = 0; i < alpha.Length; i++)
            exponentials[i] = Math.Exp(alpha[i] - largest);
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, e => e / sum);
    }

    /// <summary>Different candidates in the order in which they were drawn, each in proportion to its weight among those that are left.</summary>
    public static int[] Draw(double[] weights, int count, Random random)
    {
        // A weight that has vanished in rounding is still drawn before nothing is.
        var left = Array.ConvertAll(weights, w => Math.Max(w, LeastWeight));
        var drawn = new int[count];
        for (var n = 0; n < count; n++)
        {
            drawn[n] = One(left, random.NextDouble() * left.Sum());
            left[drawn[n]] = 0;
        }
        return drawn;
    }

    // The last candidate that is left when rounding leaves a rest of the number.
    private static int One(double[] weights, double rest)
    {
        var last = -1;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            last = i;
            rest -= weights[i];
            if (rest < 0)
                break;
        }
        return last;
    }
}

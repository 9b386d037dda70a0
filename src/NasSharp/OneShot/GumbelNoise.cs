using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>Draws standard Gumbel noise, -log(-log u), and with it samples of categorical and binary choices.</summary>
internal sealed class GumbelNoise(Random random)
{
    // With finite logits a draw fails once in 10^16 numbers; that many in a row mean that the logits themselves are broken.
    private const int MostDraws = 100;

    /// <summary>Noise for a softmax over <paramref name="count"/> entries; drawn again until all of it is finite.</summary>
    public double[] Categorical(int count) => Redraw(() => Draw(count), noise => noise);

    /// <summary>Noise for <paramref name="count"/> binary choices: the difference of two Gumbel numbers, which is logistic.</summary>
    public double[] Binary(int count) => Redraw(() => [.. Draw(count).Zip(Draw(count), (a, b) => a - b)], noise => noise);

    /// <summary>
    /// Noise, and the relaxed sample softmax((logits + noise) / temperature); drawn again until noise and sample are finite.
    /// </summary>
    /// <exception cref="TrainingException">No draw gives finite numbers: the logits are not finite.</exception>
    public (double[] Noise, double[] Sample) Relaxed(ReadOnlyMemory<double> logits, double temperature)
    {
        double[] sample = [];
        var noise = Redraw(() => Draw(logits.Length), drawn => sample = Softmax(logits.Span, drawn, temperature));
        return (noise, sample);
    }

    private static double[] Redraw(Func<double[]> draw, Func<double[], double[]> outcome)
    {
        for (var tries = 0; tries < MostDraws; tries++)
        {
            var noise = draw();
            if (noise.All(double.IsFinite) && outcome(noise).All(double.IsFinite))
                return noise;
        }
        throw new TrainingException($"Sampling a choice gave no finite numbers in {MostDraws} draws: its architecture parameters are not finite; lower the architecture's learning rate.");
    }

    private static double[] Softmax(ReadOnlySpan<double> logits, double[] noise, double temperature)
    {
        var scaled = new double[noise.Length];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = (logits[i] + noise[i]) / temperature;
        var largest = scaled.Max();
        var sum = scaled.Sum(s => Math.Exp(s - largest));
        return Array.ConvertAll(scaled, s => Math.Exp(s - largest) / sum);
    }

    private double[] Draw(int count)
    {
        var noise = new double[count];
        for (var i = 0; i < count; i++)
            noise[i] = -Math.Log(-Math.Log(random.NextDouble()));
        return noise;
    }
}

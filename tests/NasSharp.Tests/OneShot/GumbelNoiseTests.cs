using NasSharp.OneShot;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot;

public sealed class GumbelNoiseTests
{
    [Fact]
    public void Largest_perturbed_logit_is_a_sample_of_the_softmax()
    {
        var noise = new GumbelNoise(new RandomStream(3));
        double[] logits = [0.5, -1, 1.2];
        var sum = logits.Sum(Math.Exp);
        const int draws = 20000;
        var counts = new int[3];
        for (var i = 0; i < draws; i++)
        {
            var (drawn, _) = noise.Relaxed(logits, 0.5);
            counts[Enumerable.Range(0, 3).MaxBy(j => logits[j] + drawn[j])]++;
        }
        for (var j = 0; j < 3; j++)
        {
            var p = Math.Exp(logits[j]) / sum;
            // 4.2 standard errors.
            Assert.Equal(p, counts[j] / (double)draws, 4.2 * Math.Sqrt(p * (1 - p) / draws));
        }
    }

    [Fact]
    public void Binary_noise_is_logistic()
    {
        var drawn = new GumbelNoise(new RandomStream(4)).Binary(20000);
        Assert.Equal(1 / (1 + Math.Exp(-1)), drawn.Count(n => n > -1) / 20000.0, 4.2 * Math.Sqrt(0.2 / 20000));
    }

    [Fact]
    public void Infinite_noise_is_drawn_again()
    {
        // The first number is 0, whose noise is minus infinity.
        var drawn = new Given(0, 0.5, 0.5, 0.25);
        var noise = new GumbelNoise(drawn).Categorical(2);
        Assert.Equal([-Math.Log(Math.Log(2)), -Math.Log(Math.Log(4))], noise);
        Assert.Equal(4, drawn.Used);
    }

    [Fact]
    public void Sample_that_overflows_is_drawn_again()
    {
        // 1e308 plus large noise, divided by 0.1, is infinite; with the second draw as well, so it gives up and says why.
        var error = Assert.Throws<TrainingException>(() => new GumbelNoise(new RandomStream(1)).Relaxed(new double[] { 1e308, 0 }, 0.1));
        Assert.Contains("not finite", error.Message);
    }

    [Fact]
    public void Broken_logits_end_the_run_with_a_message()
        => Assert.Throws<TrainingException>(() => new GumbelNoise(new RandomStream(1)).Relaxed(new[] { double.NaN, 0 }, 1));

    private sealed class Given(params double[] numbers) : Random
    {
        public int Used { get; private set; }

        public override double NextDouble() => numbers[Used++];
    }
}

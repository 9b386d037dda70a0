namespace NasSharp.Tuners.Ppo;

/// <summary>Generalized advantage estimation (Schulman et al. 2016, arXiv 1506.02438, Eq. 16).</summary>
internal static class Advantages
{
    /// <summary>The advantage of each step, when every step has the reward; nothing follows the last step.</summary>
    public static double[] Of(IReadOnlyList<double> values, double reward, double gamma, double lambda)
    {
        var advantages = new double[values.Count];
        var (next, later) = (0.0, 0.0);
        for (var step = values.Count - 1; step >= 0; step--)
        {
            var delta = reward + gamma * next - values[step];
            later = advantages[step] = delta + gamma * lambda * later;
            next = values[step];
        }
        return advantages;
    }
}

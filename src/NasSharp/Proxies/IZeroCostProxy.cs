namespace NasSharp.Proxies;

/// <summary>A number that is meant to say, without training, how well a network will do; higher is better. One small class each.</summary>
public interface IZeroCostProxy
{
    /// <summary>The name that commands and tables use, such as <c>synflow</c>.</summary>
    string Name { get; }

    /// <summary>One line on what is computed, with the paper.</summary>
    string Description { get; }

    /// <summary>
    /// Computes the number. The weights and statistics of the network are copies: what is done to them is forgotten. What is not finite counts as missing.
    /// </summary>
    /// <param name="network">The network and the batch.</param>
    double Compute(ProxyNetwork network);
}

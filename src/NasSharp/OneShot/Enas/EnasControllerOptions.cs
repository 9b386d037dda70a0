using NasSharp.Training;

namespace NasSharp.OneShot.Enas;

/// <summary>The controller that proposes architectures. The defaults are the ENAS paper's (Pham et al. 2018, arXiv 1802.03268, sections 2.2 and 3.2).</summary>
public sealed record EnasControllerOptions
{
    /// <summary>Hidden units of the LSTM; at least 1, default 100 (section 2.2; the authors' code and NNI have 64).</summary>
    public int HiddenSize { get; init; } = 100;

    /// <summary>LSTM cells on top of each other; at least 1, default 1.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Every parameter starts uniformly between minus and plus this; above 0, default 0.1 (section 3.2).</summary>
    public double InitialRange { get; init; } = 0.1;

    /// <summary>Logits are divided by this first; above 0, default 5 (section 3.2); 1: off.</summary>
    public double Temperature { get; init; } = 5;

    /// <summary>Then a logit x becomes this times tanh(x), so that no probability reaches 0 or 1; 0 or more, default 2.5 (section 3.2); 0: off.</summary>
    public double TanhConstant { get; init; } = 2.5;

    /// <summary>Divides <see cref="TanhConstant"/> for the logits of layer choices only; above 0, default 1. The authors' code for the micro space has 2.5.</summary>
    public double OperationTanhReduction { get; init; } = 1;

    /// <summary>Whether the LSTM makes one more step when a scope ends, before its state becomes the scope's anchor; default no, as in NNI's macro example.</summary>
    public bool StepAfterScope { get; init; }

    /// <summary>The probability with which an optional input shall be taken, without other evidence; in (0, 1), default 0.4 (section 3.2).</summary>
    public double SkipTarget { get; init; } = 0.4;

    /// <summary>
    /// Added to the logits of candidates with a convolution and taken from those of the others, in layer choices that have both; default 0, as the
    /// paper has no such thing. The authors' code and NNI have 0.25 for one of the two micro cells.
    /// </summary>
    public double BranchBias { get; init; }

    /// <summary>Layer choices whose key contains this text have the bias; empty, the default: all.</summary>
    public string BranchBiasKeys { get; init; } = "";

    /// <summary>
    /// Whether layer choices with the same candidate names share one classifier and one embedding, as in the authors' code; default yes. Without, each
    /// choice has its own.
    /// </summary>
    public bool ShareClassifiers { get; init; } = true;

    internal void Validate()
    {
        Demand.That(HiddenSize >= 1, nameof(HiddenSize), HiddenSize, "1 or more");
        Demand.That(Layers >= 1, nameof(Layers), Layers, "1 or more");
        Demand.That(InitialRange > 0, nameof(InitialRange), InitialRange, "more than 0");
        Demand.That(Temperature > 0, nameof(Temperature), Temperature, "more than 0");
        Demand.That(TanhConstant >= 0, nameof(TanhConstant), TanhConstant, "0 or more");
        Demand.That(OperationTanhReduction > 0, nameof(OperationTanhReduction), OperationTanhReduction, "more than 0");
        Demand.That(SkipTarget is > 0 and < 1, nameof(SkipTarget), SkipTarget, "more than 0 and less than 1");
        Demand.That(double.IsFinite(BranchBias), nameof(BranchBias), BranchBias, "a finite number");
        ArgumentNullException.ThrowIfNull(BranchBiasKeys);
    }
}

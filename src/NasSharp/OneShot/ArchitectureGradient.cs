using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// The gradient of the validation loss with respect to the alphas. Weights, their momentum, and all buffers of the model (the statistics of batch
/// norms) are the same afterwards, to the last bit.
/// </summary>
internal sealed class ArchitectureGradient
{
    private const double PerturbationNorm = 0.01;

    private readonly DifferentiableMutator _mutator;
    private readonly SGD _optimizer;
    private readonly Objective _objective;
    private readonly Objective _validationObjective;
    private readonly ForwardPrecision _precision;
    private readonly torch.Tensor[] _alphas;
    private readonly torch.Tensor[] _weights;
    private readonly string[] _names;

    /// <summary>Prepares the gradient.</summary>
    /// <param name="mutator">Owns the alphas.</param>
    /// <param name="optimizer">Trains the weights; it must know them by name. The second order foresees its next step.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="precision">The precision of forwards.</param>
    /// <param name="validationObjective">What the alphas descend on validation data; null: the loss.</param>
    public ArchitectureGradient(DifferentiableMutator mutator, SGD optimizer, Objective objective, ForwardPrecision precision, Objective? validationObjective = null)
    {
        (_mutator, _optimizer, _objective, _precision) = (mutator, optimizer, objective, precision);
        _validationObjective = validationObjective ?? objective;
        _alphas = [.. mutator.Alphas.Values];
        var trained = new HashSet<torch.Tensor>(optimizer.parameters(), ReferenceEqualityComparer.Instance);
        var named = mutator.Model.named_parameters().Where(p => trained.Contains(p.parameter)).ToArray();
        _weights = Array.ConvertAll(named, n => (torch.Tensor)n.parameter);
        _names = Array.ConvertAll(named, n => n.name);
    }

    /// <summary>First order: dL_val(w, alpha) / d alpha, into the alphas' <c>grad</c>.</summary>
    /// <returns>The validation loss.</returns>
    public torch.Tensor FirstOrder(Batch validation)
    {
        using var buffers = MemorySwap.OfBuffers(_mutator.Model);
        var loss = Loss(_validationObjective, validation, learning: true);
        SetGradients(Gradients(loss, _alphas));
        return loss.detach();
    }

    /// <summary>
    /// Second order, Eq. 7 of the paper: the total derivative of L_val(w', alpha), where w' is w after the optimizer's next step on the training
    /// batch. Its second term is a finite difference (Eq. 8), taken around w, not w'.
    /// </summary>
    /// <returns>The validation loss at w'.</returns>
    public torch.Tensor SecondOrder(Batch train, Batch validation)
    {
        using var buffers = MemorySwap.OfBuffers(_mutator.Model);
        using var weights = new MemorySwap(_weights);
        var w = weights.Originals;
        var rate = _optimizer.ParamGroups[0].LearningRate;

        weights.Use(Virtual(w, Gradients(Loss(_objective, train, learning: false), _weights), rate));
        var loss = Loss(_validationObjective, validation, learning: true);
        var both = Gradients(loss, [.. _alphas, .. _weights]);
        var gradient = both[.._alphas.Length];
        var (moved, v) = Present(both[_alphas.Length..]);

        var norm = TensorLists.Norm(v);
        if (norm > 0 && double.IsFinite(norm))
        {
            var epsilon = PerturbationNorm / norm;
            var above = AlphaGradientAt(weights, moved, v, epsilon, train);
            var below = AlphaGradientAt(weights, moved, v, -epsilon, train);
            using var recording = torch.no_grad();
            for (var i = 0; i < gradient.Length; i++)
            {
                if (above[i] is { } plus && below[i] is { } minus)
                    gradient[i] = (gradient[i] ?? torch.zeros_like(plus)) - (plus - minus) * (rate / (2 * epsilon));
            }
        }
        SetGradients(gradient);
        return loss.detach();
    }

    private torch.Tensor Loss(Objective objective, Batch batch, bool learning)
    {
        _mutator.Learning = learning;
        _mutator.Reset();
        return _precision.Run(() => objective(batch)).Loss;
    }

    // Weights and alphas that the loss does not depend on have no gradient: null.
    private static torch.Tensor?[] Gradients(torch.Tensor loss, torch.Tensor[] inputs) => torch.autograd.grad([loss], inputs, allow_unused: true);

    // w' = w - rate * (momentum * buffer + dL/dw + decay * w); weights without a gradient are left alone, as the optimizer does.
    private torch.Tensor[] Virtual(torch.Tensor[] w, torch.Tensor?[] gradients, double rate)
    {
        using var recording = torch.no_grad();
        var settings = (SGD.Options)_optimizer.ParamGroups[0].Options!;
        var (used, step) = Present(gradients);
        var from = Array.ConvertAll(used, i => w[i]);
        step = TensorLists.Add(step, from, settings.weight_decay ?? 0);
        if (settings.momentum is > 0 and var momentum)
        {
            // A weight that was never updated has no momentum yet.
            var state = _optimizer.state_dict().Tensors;
            var buffered = Enumerable.Range(0, used.Length).Where(i => state.ContainsKey(BufferName(used[i]))).ToArray();
            TensorLists.AddTo(Array.ConvertAll(buffered, i => step[i]), Array.ConvertAll(buffered, i => state[BufferName(used[i])]), momentum);
        }
        return Replaced(w, used, TensorLists.Add(from, step, -rate));
    }

    private string BufferName(int weight) => $"state.{_names[weight]}.momentum_buffer";

    private torch.Tensor?[] AlphaGradientAt(MemorySwap weights, int[] moved, torch.Tensor[] v, double epsilon, Batch train)
    {
        using (torch.no_grad())
            weights.Use(Replaced(weights.Originals, moved, TensorLists.Add(Array.ConvertAll(moved, i => weights.Originals[i]), v, epsilon)));
        return Gradients(Loss(_objective, train, learning: true), _alphas);
    }

    private static (int[] Positions, torch.Tensor[] Gradients) Present(torch.Tensor?[] gradients)
    {
        var positions = Enumerable.Range(0, gradients.Length).Where(i => gradients[i] is not null).ToArray();
        return (positions, Array.ConvertAll(positions, i => gradients[i]!));
    }

    private static torch.Tensor[] Replaced(torch.Tensor[] all, int[] positions, torch.Tensor[] others)
    {
        var result = (torch.Tensor[])all.Clone();
        for (var i = 0; i < positions.Length; i++)
            result[positions[i]] = others[i];
        return result;
    }

    private void SetGradients(torch.Tensor?[] gradients)
    {
        for (var i = 0; i < _alphas.Length; i++)
            _alphas[i].grad = gradients[i];
    }
}

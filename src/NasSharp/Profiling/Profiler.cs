using NasSharp.Torch;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Profiling;

/// <summary>
/// Counts what a model costs by watching the operators of one forward pass in evaluation mode, with one rule for each operator and none for
/// layers. The pass runs on the meta device, so that nothing is computed and the model is not changed.
/// </summary>
public static class Profiler
{
    /// <summary>Profiles a model with one tensor in and one out.</summary>
    /// <param name="model">The model; afterwards it is as it was.</param>
    /// <param name="inputShape">The shape of its input with the batch, such as [1, 3, 32, 32]; the elements are float32.</param>
    /// <exception cref="TorchException">The model does not accept the shape.</exception>
    public static ModelProfile Profile(nn.Module<Tensor, Tensor> model, params long[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        ArgumentNullException.ThrowIfNull(model);
        return Profile(model, device =>
        {
            var input = zeros(inputShape, device: device);
            return () => model.call(input);
        });
    }

    /// <summary>Profiles any model.</summary>
    /// <param name="model">The model; afterwards it is as it was.</param>
    /// <param name="forward">Runs the model once on inputs that it makes on the given device.</param>
    /// <exception cref="TorchException">The model does not accept the inputs.</exception>
    public static ModelProfile Profile<TModel>(TModel model, Action<TModel, Device> forward)
        where TModel : nn.Module
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        return Profile(model, device => () => forward(model, device));
    }

    // What prepare does is not counted; what the action that it returns does, is.
    private static ModelProfile Profile(nn.Module model, Func<Device, Action> prepare)
    {
        using var evaluation = new EvaluationMode(model);
        // Taken before the exchange: substitutes are not trained.
        var trainable = model.parameters().Where(p => p.requires_grad).Sum(p => p.numel());
        try
        {
            using var state = MetaState.Enter(model);
            return Observe(model, prepare, META, trainable, onMeta: true);
        }
        catch (Exception failure) when (failure is TorchException or InvalidOperationException)
        {
            // A model that makes tensors of its own on the processor, or looks at values, cannot run without them.
            return Observe(model, prepare, DeviceOf(model), trainable, onMeta: false);
        }
    }

    private static ModelProfile Observe(nn.Module model, Func<Device, Action> prepare, Device device, long trainable, bool onMeta)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var tree = new LayerTree(model);
        using var observer = new ProfileObserver(tree, model);
        var forward = prepare(device);
        using (Observers.Observe(observer))
            forward();
        return new ModelProfile
        {
            Root = tree.ToProfile(),
            Operators = observer.Operators(),
            TrainableParameters = trainable,
            PeakBytes = observer.PeakBytes(),
            OnMeta = onMeta,
        };
    }

    private static Device DeviceOf(nn.Module model) => model.parameters().Concat(model.buffers()).FirstOrDefault()?.device ?? CPU;
}

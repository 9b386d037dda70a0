using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Hardware.Measuring;

/// <summary>A model on its device, in evaluation mode, with an input.</summary>
internal sealed class MeasuredModel : IDisposable
{
    private readonly torch.Tensor _input;
    private readonly TimeProvider _clock;
    private readonly bool _onGpu;

    public MeasuredModel(torch.nn.Module<torch.Tensor, torch.Tensor> model, long[] inputShape, LatencyMeterOptions options)
    {
        var device = options.Device ?? torch.CPU;
        (Model, _clock, _onGpu) = (model, options.Time, device.type == DeviceType.CUDA);
        model.to(device);
        model.eval();
        _input = torch.zeros(inputShape, device: device);
        if (!MemoryLayout.Suits(model) || inputShape.Length != 4)
            return;
        model.to(torch.memory_format.channels_last);
        _input = _input.contiguous(torch.memory_format.channels_last);
    }

    public torch.nn.Module<torch.Tensor, torch.Tensor> Model { get; }

    public void Forward()
    {
        using var scope = torch.NewDisposeScope();
        Model.call(_input);
    }

    /// <summary>Milliseconds of one forward pass.</summary>
    public double TimeForward()
    {
        using var scope = torch.NewDisposeScope();
        return Time(() => Model.call(_input)).Milliseconds;
    }

    /// <summary>Milliseconds of a computation; a GPU is waited for before and after.</summary>
    public (torch.Tensor Output, double Milliseconds) Time(Func<torch.Tensor> compute)
    {
        Wait();
        var start = _clock.GetTimestamp();
        var output = compute();
        Wait();
        return (output, _clock.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Dispose()
    {
        _input.Dispose();
        Model.Dispose();
    }

    private void Wait()
    {
        if (_onGpu)
            torch.cuda.synchronize();
    }
}

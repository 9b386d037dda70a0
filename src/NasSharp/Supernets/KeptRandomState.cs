using NasSharp.Torch;

namespace NasSharp.Supernets;

/// <summary>Brings libtorch's random state back when disposed.</summary>
internal sealed class KeptRandomState : IDisposable
{
    private readonly torch.Device _device;
    private readonly torch.Tensor _cpu = torch.random.get_rng_state();
    private readonly torch.Tensor? _cuda;

    public KeptRandomState(torch.Device device)
    {
        _device = device;
        _cuda = device.type == DeviceType.CUDA ? torch.cuda.get_rng_state(device) : null;
    }

    public void Dispose()
    {
        torch.random.set_rng_state(_cpu);
        if (_cuda is not null)
            torch.cuda.set_rng_state(_cuda, _device);
        _cpu.Dispose();
        _cuda?.Dispose();
    }
}

using System.Text.Json.Nodes;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;

namespace NasSharp.Training.Checkpoints;

/// <summary>Puts the things a run is made of into checkpoints.</summary>
public static class Checkpointed
{
    /// <summary>A part that is exchanged during a run: whichever it is when it is saved or loaded.</summary>
    internal static ICheckpointed Latest(Func<ICheckpointed> current) => new Part(section => current().Save(section), section => current().Load(section));

    /// <summary>The parameters and persistent buffers of a module.</summary>
    public static ICheckpointed Of(torch.nn.Module module) => new Part(
        section => PutAll(section, module.state_dict()),
        section => Fitting(section, () => module.load_state_dict(section.Tensors)));

    /// <summary>Settings, step counts and moments of an optimizer.</summary>
    public static ICheckpointed Of(torch.optim.Optimizer optimizer) => new Part(
        section =>
        {
            var state = optimizer.state_dict();
            section.Values["kind"] = state.Kind;
            section.PutNumbers("numbers", state.Numbers);
            PutAll(section, state.Tensors);
        },
        section => Fitting(section, () => optimizer.load_state_dict(new OptimizerState(section.Get<string>("kind"), section.GetNumbers("numbers"), section.Tensors))));

    /// <summary>The place of a learning-rate schedule.</summary>
    public static ICheckpointed Of(torch.optim.lr_scheduler.LRScheduler schedule) => new Part(
        section =>
        {
            var state = schedule.state_dict();
            section.Values["kind"] = state.Kind;
            section.PutNumbers("numbers", state.Numbers);
        },
        section => Fitting(section, () => schedule.load_state_dict(new SchedulerState(section.Get<string>("kind"), section.GetNumbers("numbers")))));

    /// <summary>The states of the run's own random streams.</summary>
    public static ICheckpointed Of(RandomStreams streams) => new Part(
        section => section.Values["streams"] = streams.SaveState(),
        section => streams.LoadState(section.Get("streams") as JsonObject ?? []));

    /// <summary>The place of a loader from which batches are taken one by one.</summary>
    public static ICheckpointed Of<TSplit>(DataLoader<TSplit> loader)
        where TSplit : DataSplit => new Part(
        section =>
        {
            section.Values["seed"] = loader.Position.Seed;
            section.Values["epoch"] = loader.Position.Epoch;
            section.Values["batch"] = loader.Position.Batch;
        },
        section => Fitting(section, () => loader.Seek(new LoaderPosition(section.Get<long>("seed"), section.Get<int>("epoch"), section.Get<int>("batch")))));

    /// <summary>The states of libtorch's own generators: that of the CPU, and that of the device when it is a GPU.</summary>
    public static ICheckpointed OfTorchRandom(torch.Device device) => new Part(
        section =>
        {
            section.Tensors["cpu"] = torch.random.get_rng_state();
            if (device.type == DeviceType.CUDA)
                section.Tensors["cuda"] = torch.cuda.get_rng_state(device);
        },
        section =>
        {
            torch.random.set_rng_state(section.Tensors["cpu"]);
            if (device.type == DeviceType.CUDA && section.Tensors.TryGetValue("cuda", out var state))
                torch.cuda.set_rng_state(state, device);
        });

    private static void PutAll(CheckpointSection section, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        foreach (var (name, tensor) in tensors)
            section.Tensors.Add(name, tensor);
    }

    private static void Fitting(CheckpointSection section, Action load)
    {
        try
        {
            load();
        }
        catch (ArgumentException error)
        {
            throw new CheckpointException($"The checkpoint's section '{section.Name}' does not fit this run: {error.Message}", error);
        }
    }

    private sealed class Part(Action<CheckpointSection> save, Action<CheckpointSection> load) : ICheckpointed
    {
        public void Save(CheckpointSection section) => save(section);

        public void Load(CheckpointSection section) => load(section);
    }
}

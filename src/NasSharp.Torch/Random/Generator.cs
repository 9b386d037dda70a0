using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own that can be saved and restored.</summary>
    public sealed class Generator : IDisposable
    {
        private readonly Device device;
        private readonly bool isDefault;
        private nint handle;

        /// <summary>Makes a generator for a device.</summary>
        public unsafe Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            nint created;
            Native.Check(Native.ns_generator_new((int)this.device.type, this.device.index, seed, &created));
            handle = created;
        }

        private Generator(Device device)
        {
            this.device = device;
            isDefault = true;
        }

        /// <summary>Frees the generator when nobody disposed it.</summary>
        ~Generator() => Release();

        internal nint Handle => isDefault || handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        internal static Generator DefaultOf(Device device) => new(device);

        /// <summary>Starts the sequence that belongs to a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Native.Check(isDefault ? Native.ns_manual_seed((ulong)seed) : Native.ns_generator_set_seed(Handle, (ulong)seed));
            return this;
        }

        /// <summary>The state, uint8 [bytes]: what <see cref="set_state"/> needs to continue the sequence from here.</summary>
        public unsafe Tensor get_state()
        {
            nint state;
            Native.Check(Native.ns_generator_get_state(Handle, (int)device.type, device.index, &state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        /// <summary>Continues the sequence from a state that <see cref="get_state"/> returned.</summary>
        public void set_state(Tensor state)
        {
            Native.Check(Native.ns_generator_set_state(Handle, (int)device.type, device.index, state.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(state);
        }

        /// <summary>Frees the generator.</summary>
        public void Dispose()
        {
            Release();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            var h = Interlocked.Exchange(ref handle, 0);
            if (h != 0)
                Native.ns_generator_release(h);
        }
    }

    /// <summary>The generator that random operators use when none is given.</summary>
    public static Generator default_generator => Generator.DefaultOf(CPU);

    /// <summary>Seeds the default generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.ns_manual_seed((ulong)seed));
        return default_generator;
    }

    /// <summary>The default generators and their states.</summary>
    public static partial class random
    {
        /// <summary>Seeds the default generators of all devices.</summary>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>The state of the default CPU generator, uint8 [bytes].</summary>
        public static Tensor get_rng_state() => default_generator.get_state();

        /// <summary>Restores the state of the default CPU generator.</summary>
        public static void set_rng_state(Tensor state) => default_generator.set_state(state);
    }
}

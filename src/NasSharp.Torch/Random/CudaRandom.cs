namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class cuda
    {
        /// <summary>The state of the default generator of a GPU, uint8 [bytes].</summary>
        /// <param name="device">The GPU; the current one when null.</param>
        public static Tensor get_rng_state(Device? device = null) => Generator.DefaultOf(device ?? CUDA).get_state();

        /// <summary>Restores the state of the default generator of a GPU.</summary>
        /// <param name="new_state">What <see cref="get_rng_state"/> returned.</param>
        /// <param name="device">The GPU; the current one when null.</param>
        public static void set_rng_state(Tensor new_state, Device? device = null) => Generator.DefaultOf(device ?? CUDA).set_state(new_state);
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class random
    {
        /// <summary>Puts the default CPU generator back to where it stands now when the result is disposed.</summary>
        internal static IDisposable Preserve() => new PreservedState();

        private sealed class PreservedState : IDisposable
        {
            private readonly Tensor state = get_rng_state().DetachFromDisposeScope();

            public void Dispose()
            {
                set_rng_state(state);
                state.Dispose();
            }
        }
    }
}

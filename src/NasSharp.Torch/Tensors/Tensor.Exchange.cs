namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Two objects trade their native tensors; what refers to the objects keeps referring to them.</summary>
        internal void ExchangeNative(Tensor other) => (handle, other.handle) = (other.Handle, Handle);
    }
}

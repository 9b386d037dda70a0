using NasSharp.Torch.Interop;

namespace NasSharp.Torch.Serialization;

/// <summary>Moves the memory of dense CPU tensors in pieces, so that tensors beyond 2 GiB work too.</summary>
internal static unsafe class TensorBytes
{
    private const int Piece = 1 << 24;

    public delegate void FillPiece(long position, Span<byte> target);

    /// <summary>Has <paramref name="fill"/> write the tensor's memory.</summary>
    public static void Fill(torch.Tensor tensor, long length, FillPiece fill)
    {
        var memory = Memory(tensor, length);
        for (var position = 0L; position < length; position += Piece)
            fill(position, new Span<byte>(memory + position, (int)Math.Min(Piece, length - position)));
        GC.KeepAlive(tensor);
    }

    /// <summary>Writes the tensor's memory to a stream.</summary>
    public static void Write(torch.Tensor tensor, long length, Stream target)
    {
        var memory = Memory(tensor, length);
        for (var position = 0L; position < length; position += Piece)
            target.Write(new ReadOnlySpan<byte>(memory + position, (int)Math.Min(Piece, length - position)));
        GC.KeepAlive(tensor);
    }

    private static byte* Memory(torch.Tensor tensor, long length)
    {
        void* memory = null;
        if (length > 0)
            Native.Check(Native.ns_tensor_data(tensor.Handle, &memory));
        return (byte*)memory;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NasSharp.Torch.Interop;
using NasSharp.Torch.Observation;

namespace NasSharp.Torch;

/// <summary>
/// An operator of libtorch's dispatcher, found by name once and called many times. Every computation of the library goes through
/// <see cref="Call"/> and its siblings, so that an <see cref="IOperatorObserver"/> sees all of them.
/// </summary>
public sealed unsafe class Operator
{
    private const int MaxResults = 16;
    private nint handle;

    /// <summary>Names an operator, such as <c>aten::add</c> with overload <c>Tensor</c>. It is looked up at the first call.</summary>
    public Operator(string name, string overload = "")
    {
        Name = name;
        Overload = overload;
    }

    /// <summary>The name with its namespace, such as <c>aten::conv2d</c>.</summary>
    public string Name { get; }

    /// <summary>The overload, such as <c>Tensor</c>; often empty.</summary>
    public string Overload { get; }

    /// <summary>The schema as libtorch prints it.</summary>
    /// <exception cref="TorchException">libtorch has no such operator.</exception>
    public string Schema
    {
        get
        {
            byte* text;
            Native.Check(Native.ns_op_schema(Handle, &text));
            return Native.TakeString(text);
        }
    }

    /// <summary>Whether this libtorch has the operator.</summary>
    public bool Exists => handle != 0 || TryFind(out _);

    private nint Handle => handle != 0 ? handle : Find();

    /// <inheritdoc/>
    public override string ToString() => Overload.Length == 0 ? Name : $"{Name}.{Overload}";

    /// <summary>Calls an operator that returns one tensor.</summary>
    /// <exception cref="TorchException">libtorch refused the call; the message names the operator, shapes and types.</exception>
    public torch.Tensor Call(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[1];
        Invoke(args, results, 1);
        var tensor = TakeTensor(results[0]);
        if (Observers.Current is not null)
            Observers.Notify(this, args, [tensor]);
        return tensor;
    }

    /// <summary>Calls an operator whose result is of no interest, one that returns nothing or one that returns its changed argument.</summary>
    public void CallVoid(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[MaxResults];
        var count = Invoke(args, results, MaxResults);
        for (var i = 0; i < count; i++)
            Discard(results[i]);
        if (Observers.Current is not null)
            Observers.Notify(this, args, []);
    }

    /// <summary>Calls an operator that changes its first argument in place, and returns that same object.</summary>
    public torch.Tensor CallInPlace(params ReadOnlySpan<Arg> args)
    {
        var self = (torch.Tensor)args[0].Reference!;
        var results = stackalloc NativeValue[1];
        if (Invoke(args, results, 1) == 1)
            Discard(results[0]);
        if (Observers.Current is not null)
            Observers.Notify(this, args, [self]);
        return self;
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    public (torch.Tensor, torch.Tensor) Call2(params ReadOnlySpan<Arg> args)
    {
        var tensors = CallMany(args);
        return (tensors[0], tensors[1]);
    }

    /// <summary>Calls an operator that returns three tensors.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor) Call3(params ReadOnlySpan<Arg> args)
    {
        var tensors = CallMany(args);
        return (tensors[0], tensors[1], tensors[2]);
    }

    /// <summary>Calls an operator that returns several tensors or one list of tensors.</summary>
    public torch.Tensor[] CallMany(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[MaxResults];
        var count = Invoke(args, results, MaxResults);
        var tensors = new List<torch.Tensor>(count);
        for (var i = 0; i < count; i++)
            TakeTensors(results[i], tensors);
        var array = tensors.ToArray();
        if (Observers.Current is not null)
            Observers.Notify(this, args, array);
        return array;
    }

    /// <summary>Calls an operator that returns a number or truth value.</summary>
    public Scalar CallScalar(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[1];
        Invoke(args, results, 1);
        if (Observers.Current is not null)
            Observers.Notify(this, args, []);
        return results[0].Tag switch
        {
            ValueTag.Int => results[0].Int,
            ValueTag.Double => results[0].Double,
            ValueTag.Bool => results[0].Int != 0,
            var tag => throw new TorchException($"{this} returned a {tag} where a number was expected"),
        };
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Arg> args, NativeValue* results, int maxResults)
    {
        const int StackScratch = 2048;
        var op = Handle;
        var native = stackalloc NativeValue[args.Length];
        var scratchSize = ScratchSize(args);
        var stack = stackalloc byte[scratchSize <= StackScratch ? scratchSize : 0];
        var scratch = scratchSize <= StackScratch ? stack : (byte*)NativeMemory.Alloc((nuint)scratchSize);
        int count, status;
        try
        {
            var next = scratch;
            for (var i = 0; i < args.Length; i++)
                Marshal(args[i], ref native[i], ref next);
            status = Native.ns_call(op, native, args.Length, results, maxResults, &count);
        }
        finally
        {
            if (scratchSize > StackScratch)
                NativeMemory.Free(scratch);
        }
        // The wrappers own the references that the native side has just used.
        for (var i = 0; i < args.Length; i++)
            GC.KeepAlive(args[i].Reference);
        if (status != 0)
            throw OperatorError.Create(this, args, Native.LastError());
        return count;
    }

    private static int ScratchSize(ReadOnlySpan<Arg> args)
    {
        var bytes = 0;
        foreach (ref readonly var arg in args)
        {
            bytes += arg.Tag switch
            {
                ValueTag.IntList or ValueTag.DoubleList or ValueTag.TensorList or ValueTag.OptionalTensorList => 8 * ((Array)arg.Reference!).Length,
                ValueTag.BoolList => (((bool[])arg.Reference!).Length + 7) & ~7,
                ValueTag.String => (Encoding.UTF8.GetMaxByteCount(((string)arg.Reference!).Length) + 7) & ~7,
                _ => 0,
            };
        }
        return bytes;
    }

    private static void Marshal(in Arg arg, ref NativeValue value, ref byte* next)
    {
        value.Tag = arg.Tag;
        value.Count = 0;
        switch (arg.Tag)
        {
            case ValueTag.Tensor:
                value.Pointer = Unsafe.As<torch.Tensor>(arg.Reference!).Handle;
                break;
            case ValueTag.IntList:
            case ValueTag.DoubleList:
            case ValueTag.BoolList:
                CopyList((Array)arg.Reference!, ref value, ref next);
                break;
            case ValueTag.TensorList:
            case ValueTag.OptionalTensorList:
                var tensors = (torch.Tensor?[])arg.Reference!;
                value.Count = tensors.Length;
                value.Pointer = (nint)next;
                foreach (var tensor in tensors)
                {
                    *(nint*)next = tensor?.Handle ?? 0;
                    next += sizeof(nint);
                }
                break;
            case ValueTag.String:
                var text = (string)arg.Reference!;
                value.Pointer = (nint)next;
                value.Count = Encoding.UTF8.GetBytes(text, new Span<byte>(next, Encoding.UTF8.GetMaxByteCount(text.Length)));
                next += (value.Count + 7) & ~7;
                break;
            case ValueTag.Generator:
                value.Pointer = ((torch.Generator)arg.Reference!).Handle;
                break;
            default:
                value.Int = arg.Bits;
                break;
        }
    }

    private static void CopyList(Array list, ref NativeValue value, ref byte* next)
    {
        value.Count = list.Length;
        value.Pointer = (nint)next;
        var bytes = list.Length * (list is bool[] ? 1 : 8);
        fixed (byte* source = &MemoryMarshal.GetArrayDataReference(list))
            Buffer.MemoryCopy(source, next, bytes, bytes);
        next += (bytes + 7) & ~7;
    }

    private torch.Tensor TakeTensor(in NativeValue value) => value.Tag == ValueTag.Tensor && value.Pointer != 0
        ? new torch.Tensor(value.Pointer)
        : throw new TorchException($"{this} returned {(value.Tag == ValueTag.Tensor ? "an undefined tensor" : value.Tag)} where a tensor was expected");

    private static void TakeTensors(in NativeValue value, List<torch.Tensor> tensors)
    {
        switch (value.Tag)
        {
            case ValueTag.Tensor:
                tensors.Add(value.Pointer == 0 ? torch.Tensor.Undefined() : new torch.Tensor(value.Pointer));
                break;
            case ValueTag.TensorList or ValueTag.OptionalTensorList:
                foreach (var item in new ReadOnlySpan<nint>((void*)value.Pointer, value.Count))
                    tensors.Add(item == 0 ? torch.Tensor.Undefined() : new torch.Tensor(item));
                Native.ns_free((void*)value.Pointer);
                break;
            default:
                Discard(value);
                break;
        }
    }

    private static void Discard(in NativeValue value)
    {
        switch (value.Tag)
        {
            case ValueTag.Tensor when value.Pointer != 0:
                Native.ns_tensor_release(value.Pointer);
                break;
            case ValueTag.TensorList or ValueTag.OptionalTensorList:
                foreach (var item in new ReadOnlySpan<nint>((void*)value.Pointer, value.Count))
                {
                    if (item != 0)
                        Native.ns_tensor_release(item);
                }
                Native.ns_free((void*)value.Pointer);
                break;
            case ValueTag.IntList or ValueTag.DoubleList or ValueTag.BoolList or ValueTag.String:
                Native.ns_free((void*)value.Pointer);
                break;
            case ValueTag.Generator when value.Pointer != 0:
                Native.ns_generator_release(value.Pointer);
                break;
        }
    }

    private nint Find() => TryFind(out var message) ? handle : throw new TorchException(message);

    private bool TryFind(out string message)
    {
        nint found;
        int status;
        fixed (byte* name = Encoding.UTF8.GetBytes(Name + '\0'))
        fixed (byte* overload = Encoding.UTF8.GetBytes(Overload + '\0'))
            status = Native.ns_op_find(name, overload, &found);
        message = status == 0 ? "" : $"{this}: {Native.LastError()}";
        if (status == 0)
            handle = found;
        return status == 0;
    }
}

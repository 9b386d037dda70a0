using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Registers, replaces or, for null, removes a parameter, and returns it: what the setters of the library's modules do.</summary>
            private protected Parameter? Keep(string key, Parameter? parameter)
            {
                if (parameter is null)
                    Unregister(key);
                else
                    register_parameter(key, parameter);
                return parameter;
            }

            /// <summary>Registers, replaces or, for null, removes a buffer, and returns it.</summary>
            private protected Tensor? Keep(string key, Tensor? buffer)
            {
                if (buffer is null)
                    Unregister(key);
                else
                    register_buffer(key, buffer);
                return buffer;
            }

            /// <summary>A parameter whose memory is not initialised.</summary>
            private protected static Parameter NewParameter(long[] shape, Device? device, ScalarType? dtype) => new(empty(shape, dtype, device));
        }
    }
}

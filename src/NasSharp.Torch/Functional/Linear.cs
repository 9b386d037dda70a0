namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>input times the transpose of weight, plus bias. input: [*, in], weight: [out, in], bias: [out].</summary>
            public static Tensor linear(Tensor input, Tensor weight, Tensor? bias = null) => Aten.Linear.Call(input, weight, bias);

            /// <summary>x1ᵀ W x2 + bias for each output. input1: [*, in1], input2: [*, in2], weight: [out, in1, in2].</summary>
            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null) => Aten.Bilinear.Call(input1, input2, weight, bias);

            internal static partial class Aten
            {
                internal static readonly Operator Linear = new("aten::linear");
                internal static readonly Operator Bilinear = new("aten::bilinear");
            }
        }
    }
}

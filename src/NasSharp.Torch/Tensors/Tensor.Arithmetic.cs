namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Element-wise sum with broadcasting.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => Ops.Add.Call(left, right);

        /// <summary>Adds a number to each element.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => Ops.AddScalar.Call(left, right);

        /// <summary>Adds a number to each element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => Ops.AddScalar.Call(right, left);

        /// <summary>Element-wise difference with broadcasting.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => Ops.Sub.Call(left, right);

        /// <summary>Subtracts a number from each element.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => Ops.SubScalar.Call(left, right);

        /// <summary>Subtracts each element from a number.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Ops.RsubScalar.Call(right, left);

        /// <summary>The negative of each element.</summary>
        public static Tensor operator -(Tensor tensor) => Ops.Neg.Call(tensor);

        /// <summary>Element-wise product with broadcasting.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => Ops.Mul.Call(left, right);

        /// <summary>Multiplies each element with a number.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => Ops.MulScalar.Call(left, right);

        /// <summary>Multiplies each element with a number.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => Ops.MulScalar.Call(right, left);

        /// <summary>Element-wise quotient with broadcasting.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => Ops.Div.Call(left, right);

        /// <summary>Divides each element by a number.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => Ops.DivScalar.Call(left, right);

        /// <summary>Divides a number by each element.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Ops.MulScalar.Call(Ops.Reciprocal.Call(right), left);

        /// <summary>This plus <paramref name="alpha"/> times <paramref name="other"/>.</summary>
        public Tensor add(Tensor other, Scalar? alpha = null) => Ops.Add.Call(this, other, alpha ?? 1);

        /// <summary>Adds a number to each element.</summary>
        public Tensor add(Scalar other) => Ops.AddScalar.Call(this, other);

        /// <summary>Adds <paramref name="alpha"/> times <paramref name="other"/> to this tensor.</summary>
        public Tensor add_(Tensor other, Scalar? alpha = null) => Ops.AddInPlace.CallInPlace(this, other, alpha ?? 1);

        /// <summary>Adds a number to this tensor.</summary>
        public Tensor add_(Scalar other) => Ops.AddScalarInPlace.CallInPlace(this, other);

        /// <summary>This minus <paramref name="alpha"/> times <paramref name="other"/>.</summary>
        public Tensor sub(Tensor other, Scalar? alpha = null) => Ops.Sub.Call(this, other, alpha ?? 1);

        /// <summary>Subtracts a number from each element.</summary>
        public Tensor sub(Scalar other) => Ops.SubScalar.Call(this, other);

        /// <summary>Subtracts <paramref name="alpha"/> times <paramref name="other"/> from this tensor.</summary>
        public Tensor sub_(Tensor other, Scalar? alpha = null) => Ops.SubInPlace.CallInPlace(this, other, alpha ?? 1);

        /// <summary>Element-wise product.</summary>
        public Tensor mul(Tensor other) => Ops.Mul.Call(this, other);

        /// <summary>Multiplies each element with a number.</summary>
        public Tensor mul(Scalar other) => Ops.MulScalar.Call(this, other);

        /// <summary>Multiplies this tensor element-wise.</summary>
        public Tensor mul_(Tensor other) => Ops.MulInPlace.CallInPlace(this, other);

        /// <summary>Multiplies this tensor with a number.</summary>
        public Tensor mul_(Scalar other) => Ops.MulScalarInPlace.CallInPlace(this, other);

        /// <summary>Element-wise quotient.</summary>
        public Tensor div(Tensor other) => Ops.Div.Call(this, other);

        /// <summary>Divides each element by a number.</summary>
        public Tensor div(Scalar other) => Ops.DivScalar.Call(this, other);

        /// <summary>Divides this tensor element-wise.</summary>
        public Tensor div_(Tensor other) => Ops.DivInPlace.CallInPlace(this, other);

        /// <summary>Divides this tensor by a number.</summary>
        public Tensor div_(Scalar other) => Ops.DivScalarInPlace.CallInPlace(this, other);

        /// <summary>The negative of each element.</summary>
        public Tensor neg() => Ops.Neg.Call(this);

        /// <summary>Matrix product, batched over leading dimensions.</summary>
        public Tensor matmul(Tensor other) => Ops.Matmul.Call(this, other);

        /// <summary>This plus <paramref name="value"/> times the element-wise product of two tensors.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar? value = null) => Ops.Addcmul.Call(this, tensor1, tensor2, value ?? 1);

        /// <summary>Adds <paramref name="value"/> times the element-wise product of two tensors to this tensor.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar? value = null) => Ops.AddcmulInPlace.CallInPlace(this, tensor1, tensor2, value ?? 1);
    }

    internal static partial class Ops
    {
        internal static readonly Operator Add = new("aten::add", "Tensor");
        internal static readonly Operator AddScalar = new("aten::add", "Scalar");
        internal static readonly Operator AddInPlace = new("aten::add_", "Tensor");
        internal static readonly Operator AddScalarInPlace = new("aten::add_", "Scalar");
        internal static readonly Operator Sub = new("aten::sub", "Tensor");
        internal static readonly Operator SubScalar = new("aten::sub", "Scalar");
        internal static readonly Operator SubInPlace = new("aten::sub_", "Tensor");
        internal static readonly Operator RsubScalar = new("aten::rsub", "Scalar");
        internal static readonly Operator Neg = new("aten::neg");
        internal static readonly Operator Mul = new("aten::mul", "Tensor");
        internal static readonly Operator MulScalar = new("aten::mul", "Scalar");
        internal static readonly Operator MulInPlace = new("aten::mul_", "Tensor");
        internal static readonly Operator MulScalarInPlace = new("aten::mul_", "Scalar");
        internal static readonly Operator Div = new("aten::div", "Tensor");
        internal static readonly Operator DivScalar = new("aten::div", "Scalar");
        internal static readonly Operator DivInPlace = new("aten::div_", "Tensor");
        internal static readonly Operator DivScalarInPlace = new("aten::div_", "Scalar");
        internal static readonly Operator Reciprocal = new("aten::reciprocal");
        internal static readonly Operator Matmul = new("aten::matmul");
        internal static readonly Operator Addcmul = new("aten::addcmul");
        internal static readonly Operator AddcmulInPlace = new("aten::addcmul_");
    }
}

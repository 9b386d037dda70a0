namespace NasSharp.Torch;

public static partial class torch
{
    // Second names that PyTorch and TorchSharp give to some operators.
    public partial class Tensor
    {
        /// <summary>Whether each element is less than another.</summary>
        public Tensor less(Tensor other) => lt(other);

        /// <summary>Whether each element is less than a number.</summary>
        public Tensor less(Scalar other) => lt(other);

        /// <summary>Whether each element is at most another.</summary>
        public Tensor less_equal(Tensor other) => le(other);

        /// <summary>Whether each element is at most a number.</summary>
        public Tensor less_equal(Scalar other) => le(other);

        /// <summary>Whether each element is greater than another.</summary>
        public Tensor greater(Tensor other) => gt(other);

        /// <summary>Whether each element is greater than a number.</summary>
        public Tensor greater(Scalar other) => gt(other);

        /// <summary>Whether each element is at least another.</summary>
        public Tensor greater_equal(Tensor other) => ge(other);

        /// <summary>Whether each element is at least a number.</summary>
        public Tensor greater_equal(Scalar other) => ge(other);

        /// <summary>Whether each element is different from another.</summary>
        public Tensor not_equal(Tensor other) => ne(other);

        /// <summary>Whether each element is different from a number.</summary>
        public Tensor not_equal(Scalar other) => ne(other);

        /// <summary>Element-wise product.</summary>
        public Tensor multiply(Tensor other) => mul(other);

        /// <summary>Element-wise product with a number.</summary>
        public Tensor multiply(Scalar other) => mul(other);

        /// <summary>Element-wise quotient.</summary>
        public Tensor divide(Tensor other) => div(other);

        /// <summary>Element-wise quotient with a number.</summary>
        public Tensor divide(Scalar other) => div(other);

        /// <summary>Element-wise quotient.</summary>
        public Tensor true_divide(Tensor other) => div(other);

        /// <summary>Element-wise quotient with a number.</summary>
        public Tensor true_divide(Scalar other) => div(other);

        /// <summary>Element-wise difference.</summary>
        public Tensor subtract(Tensor other) => sub(other);

        /// <summary>Element-wise difference with a number.</summary>
        public Tensor subtract(Scalar other) => sub(other);

        /// <summary>The arcus sine of each element.</summary>
        public Tensor arcsin() => asin();

        /// <summary>The arcus cosine of each element.</summary>
        public Tensor arccos() => acos();

        /// <summary>The arcus tangent of each element.</summary>
        public Tensor arctan() => atan();

        /// <summary>The angle of the point (other, this), element-wise.</summary>
        public Tensor arctan2(Tensor other) => atan2(other);

        /// <summary>Each element without the part after the point.</summary>
        public Tensor fix() => trunc();

        /// <summary>Pieces of the given sizes along a dimension.</summary>
        public Tensor[] split_with_sizes(long[] split_sizes, long dim = 0) => split(split_sizes, dim);
    }
}

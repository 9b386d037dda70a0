namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The diagonal of a matrix, or the matrix with a vector on its diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Ops.Diag.Call(this, diagonal);

        /// <summary>The diagonal of two dimensions, sharing memory; it becomes the last dimension.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Ops.Diagonal.Call(this, offset, dim1, dim2);

        /// <summary>The matrix with all elements on its diagonal.</summary>
        public Tensor diagflat(long offset = 0) => Ops.Diagflat.Call(this, offset);

        /// <summary>Matrices with the last dimension on their diagonals.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Ops.DiagEmbed.Call(this, offset, dim1, dim2);

        /// <summary>The lower triangle, zero above.</summary>
        public Tensor tril(long diagonal = 0) => Ops.Tril.Call(this, diagonal);

        /// <summary>The lower triangle, zero above, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Ops.TrilInPlace.CallInPlace(this, diagonal);

        /// <summary>The upper triangle, zero below.</summary>
        public Tensor triu(long diagonal = 0) => Ops.Triu.Call(this, diagonal);

        /// <summary>The upper triangle, zero below, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Ops.TriuInPlace.CallInPlace(this, diagonal);
    }

    /// <summary>The diagonal of a matrix, or the matrix with a vector on its diagonal.</summary>
    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    /// <summary>The diagonal of two dimensions, sharing memory; it becomes the last dimension.</summary>
    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal(offset, dim1, dim2);

    /// <summary>The matrix with all elements on its diagonal.</summary>
    public static Tensor diagflat(Tensor input, long offset = 0) => input.diagflat(offset);

    /// <summary>Matrices with the last dimension on their diagonals.</summary>
    public static Tensor diag_embed(Tensor input, long offset = 0, long dim1 = -2, long dim2 = -1) => input.diag_embed(offset, dim1, dim2);

    /// <summary>The lower triangle, zero above.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    /// <summary>The upper triangle, zero below.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0) => input.triu(diagonal);

    /// <summary>The positions of the lower triangle of a matrix, [2, n].</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Ops.TrilIndices.Call(row, col, offset, dtype, Arg.None, device ?? CPU);

    /// <summary>The positions of the upper triangle of a matrix, [2, n].</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Ops.TriuIndices.Call(row, col, offset, dtype, Arg.None, device ?? CPU);

    internal static partial class Ops
    {
        internal static readonly Operator Diag = new("aten::diag");
        internal static readonly Operator Diagonal = new("aten::diagonal");
        internal static readonly Operator Diagflat = new("aten::diagflat");
        internal static readonly Operator DiagEmbed = new("aten::diag_embed");
        internal static readonly Operator Tril = new("aten::tril");
        internal static readonly Operator TrilInPlace = new("aten::tril_");
        internal static readonly Operator Triu = new("aten::triu");
        internal static readonly Operator TriuInPlace = new("aten::triu_");
        internal static readonly Operator TrilIndices = new("aten::tril_indices");
        internal static readonly Operator TriuIndices = new("aten::triu_indices");
    }
}

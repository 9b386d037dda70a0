namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The order along dimensions turned round.</summary>
        public Tensor flip(params long[] dims) => Ops.Flip.Call(this, dims);

        /// <summary>The columns in opposite order.</summary>
        public Tensor fliplr() => Ops.Fliplr.Call(this);

        /// <summary>The rows in opposite order.</summary>
        public Tensor flipud() => Ops.Flipud.Call(this);

        /// <summary>The elements moved along dimensions, those that fall off coming in at the start.</summary>
        public Tensor roll(long[] shifts, long[]? dims = null) => Ops.Roll.Call(this, shifts, dims ?? []);

        /// <summary>The elements moved along one dimension, or flattened, those that fall off coming in at the start.</summary>
        public Tensor roll(long shifts, long? dims = null) => roll([shifts], dims is { } d ? [d] : null);

        /// <summary>Turned by 90 degrees k times in the plane of two dimensions, the first two unless given.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) => Ops.Rot90.Call(this, k, (long[])[dims?.Item1 ?? 0, dims?.Item2 ?? 1]);

        /// <summary>The tensor repeated along each dimension, copied.</summary>
        public Tensor repeat(params long[] sizes) => Ops.Repeat.Call(this, sizes);

        /// <summary>Each element repeated, along a dimension or flattened.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null) => Ops.RepeatInterleaveSelfInt.Call(this, repeats, dim);

        /// <summary>Each element repeated a number of times of its own, along a dimension or flattened.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null) => Ops.RepeatInterleaveSelfTensor.Call(this, repeats, dim);

        /// <summary>The tensor repeated along the last dimensions, copied.</summary>
        public Tensor tile(params long[] dims) => Ops.Tile.Call(this, dims);

        /// <summary>Dimensions moved to other places.</summary>
        public Tensor movedim(long[] source, long[] destination) => Ops.MovedimIntlist.Call(this, source, destination);

        /// <summary>Dimensions moved to other places.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => Ops.MoveaxisIntlist.Call(this, source, destination);

        /// <summary>One dimension moved to another place.</summary>
        public Tensor movedim(long source, long destination) => movedim([source], [destination]);

        /// <summary>Two dimensions swapped.</summary>
        public Tensor swapaxes(long axis0, long axis1) => Ops.Swapaxes.Call(this, axis0, axis1);

        /// <summary>Two dimensions swapped.</summary>
        public Tensor swapdims(long dim0, long dim1) => Ops.Swapdims.Call(this, dim0, dim1);

        /// <summary>The tensor with dimensions of size one repeated to a shape, without copying.</summary>
        public Tensor broadcast_to(params long[] shape) => Ops.BroadcastTo.Call(this, shape);

        /// <summary>The tensor with dimensions of size one repeated to the shape of another, without copying.</summary>
        public Tensor expand_as(Tensor other) => Ops.ExpandAs.Call(this, other);

        /// <summary>The elements in the shape of another.</summary>
        public Tensor reshape_as(Tensor other) => Ops.ReshapeAs.Call(this, other);

        /// <summary>The elements in the shape of another, sharing memory.</summary>
        public Tensor view_as(Tensor other) => Ops.ViewAs.Call(this, other);

        /// <summary>The memory seen with a shape and strides of one's own.</summary>
        public Tensor as_strided(long[] size, long[] stride, long? storage_offset = null) => Ops.AsStrided.Call(this, size, stride, storage_offset);

        /// <summary>One dimension split into several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Ops.UnflattenInt.Call(this, dim, sizes);

        /// <summary>Windows along a dimension, sharing memory; the window is the new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Ops.Unfold.Call(this, dimension, size, step);

        /// <summary>All elements in one dimension.</summary>
        public Tensor ravel() => Ops.Ravel.Call(this);

        /// <summary>Removes all dimensions of size one, or one such dimension, in place.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } d ? Ops.SqueezeDimInPlace.CallInPlace(this, d) : Ops.SqueezeInPlace.CallInPlace(this);

        /// <summary>Adds a dimension of size one, in place.</summary>
        public Tensor unsqueeze_(long dim) => Ops.UnsqueezeInPlace.CallInPlace(this, dim);

        /// <summary>Two dimensions swapped, in place.</summary>
        public Tensor transpose_(long dim0, long dim1) => Ops.TransposeInPlace.CallInPlace(this, dim0, dim1);

        /// <summary>The last two dimensions swapped.</summary>
        public Tensor mT => transpose(-2, -1);

        /// <summary>The dimensions in opposite order.</summary>
        public Tensor T => permute([.. Enumerable.Range(0, ndim).Reverse().Select(d => (long)d)]);
    }

    /// <summary>The order along dimensions turned round.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    /// <summary>The columns in opposite order.</summary>
    public static Tensor fliplr(Tensor input) => input.fliplr();

    /// <summary>The rows in opposite order.</summary>
    public static Tensor flipud(Tensor input) => input.flipud();

    /// <summary>The elements moved along dimensions, those that fall off coming in at the start.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[]? dims = null) => input.roll(shifts, dims);

    /// <summary>The elements moved along one dimension, or flattened, those that fall off coming in at the start.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    /// <summary>Turned by 90 degrees k times in the plane of two dimensions, the first two unless given.</summary>
    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);

    /// <summary>Each element repeated, along a dimension or flattened.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null) => input.repeat_interleave(repeats, dim);

    /// <summary>Each element repeated a number of times of its own, along a dimension or flattened.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null) => input.repeat_interleave(repeats, dim);

    /// <summary>The tensor repeated along the last dimensions, copied.</summary>
    public static Tensor tile(Tensor input, params long[] dims) => input.tile(dims);

    /// <summary>Dimensions moved to other places.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    /// <summary>Dimensions moved to other places.</summary>
    public static Tensor moveaxis(Tensor input, long[] source, long[] destination) => input.moveaxis(source, destination);

    /// <summary>Two dimensions swapped.</summary>
    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.swapaxes(axis0, axis1);

    /// <summary>Two dimensions swapped.</summary>
    public static Tensor swapdims(Tensor input, long dim0, long dim1) => input.swapdims(dim0, dim1);

    /// <summary>The tensor with dimensions of size one repeated to a shape, without copying.</summary>
    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    /// <summary>The memory seen with a shape and strides of one's own.</summary>
    public static Tensor as_strided(Tensor input, long[] size, long[] stride, long? storage_offset = null) => input.as_strided(size, stride, storage_offset);

    /// <summary>One dimension split into several.</summary>
    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => input.unflatten(dim, sizes);

    /// <summary>All elements in one dimension.</summary>
    public static Tensor ravel(Tensor input) => input.ravel();

    /// <summary>The elements in another shape; one size may be -1.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    /// <summary>Reorders the dimensions.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    /// <summary>Joins dimensions.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    /// <summary>Removes all dimensions of size one, or one such dimension.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>Adds a dimension of size one.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    /// <summary>Swaps two dimensions.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    /// <summary>The transpose of a matrix.</summary>
    public static Tensor t(Tensor input) => input.t();

    /// <summary>A copy with memory of its own.</summary>
    public static Tensor clone(Tensor input) => input.clone();

    internal static partial class Ops
    {
        internal static readonly Operator Flip = new("aten::flip");
        internal static readonly Operator Fliplr = new("aten::fliplr");
        internal static readonly Operator Flipud = new("aten::flipud");
        internal static readonly Operator Roll = new("aten::roll");
        internal static readonly Operator Rot90 = new("aten::rot90");
        internal static readonly Operator Repeat = new("aten::repeat");
        internal static readonly Operator RepeatInterleaveSelfInt = new("aten::repeat_interleave", "self_int");
        internal static readonly Operator RepeatInterleaveSelfTensor = new("aten::repeat_interleave", "self_Tensor");
        internal static readonly Operator Tile = new("aten::tile");
        internal static readonly Operator MovedimIntlist = new("aten::movedim", "intlist");
        internal static readonly Operator MoveaxisIntlist = new("aten::moveaxis", "intlist");
        internal static readonly Operator Swapaxes = new("aten::swapaxes");
        internal static readonly Operator Swapdims = new("aten::swapdims");
        internal static readonly Operator BroadcastTo = new("aten::broadcast_to");
        internal static readonly Operator ExpandAs = new("aten::expand_as");
        internal static readonly Operator ReshapeAs = new("aten::reshape_as");
        internal static readonly Operator ViewAs = new("aten::view_as");
        internal static readonly Operator AsStrided = new("aten::as_strided");
        internal static readonly Operator UnflattenInt = new("aten::unflatten", "int");
        internal static readonly Operator Unfold = new("aten::unfold");
        internal static readonly Operator Ravel = new("aten::ravel");
        internal static readonly Operator SqueezeInPlace = new("aten::squeeze_");
        internal static readonly Operator SqueezeDimInPlace = new("aten::squeeze_", "dim");
        internal static readonly Operator UnsqueezeInPlace = new("aten::unsqueeze_");
        internal static readonly Operator TransposeInPlace = new("aten::transpose_");
    }
}

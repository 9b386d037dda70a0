namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads or overwrites a part, with Python's indexing rules: <c>t[.., 0]</c>, <c>t[1..3]</c>, <c>t[mask]</c>.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>A part of the tensor; it shares memory unless an index is a tensor.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, positions) = Locate(indices);
            if (positions is null)
                return ReferenceEquals(view, this) ? alias() : view;
            return Ops.Index.Call(view, Arg.OptionalTensors(positions));
        }

        /// <summary>The entries at positions or where masks are true; the first tensor indexes the first dimension.</summary>
        public Tensor index(params Tensor[] indices) => Ops.Index.Call(this, Arg.OptionalTensors(indices));

        /// <summary>Overwrites a part with the values of a tensor, with broadcasting.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var (view, positions) = Locate(indices);
            if (positions is null)
                view.copy_(value);
            else
                Ops.IndexPutInPlace.CallInPlace(view, Arg.OptionalTensors(positions), Converted(value));
            return this;
        }

        /// <summary>Overwrites a part with a number.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            var (view, positions) = Locate(indices);
            if (positions is null)
                view.fill_(value);
            else
                Ops.IndexPutInPlace.CallInPlace(view, Arg.OptionalTensors(positions), tensor(value, dtype, device));
            return this;
        }

        /// <summary>
        /// Overwrites, or with <paramref name="accumulate"/> adds to, the entries at positions; the first tensor indexes the first dimension.
        /// </summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Ops.IndexPutInPlace.CallInPlace(this, Arg.OptionalTensors(indices), Converted(value), accumulate);

        private Tensor Converted(Tensor value) => value.dtype == dtype ? value : value.to(dtype);

        // Applies numbers, ranges and new dimensions as views, in order; what is left are tensors, one a dimension.
        private (Tensor view, Tensor?[]? positions) Locate(TensorIndex[] indices)
        {
            var view = this;
            List<Tensor?>? positions = null;
            long dimension = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                var index = indices[i];
                switch (index.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        view = view.select(dimension, index.StartOrValue!.Value);
                        break;
                    case TensorIndex.IndexKind.Slice:
                        if (index.StartOrValue is not null || index.Stop is not null || index.Step is not null)
                            view = Ops.Slice.Call(view, dimension, index.StartOrValue, index.Stop, index.Step ?? 1);
                        dimension++;
                        break;
                    case TensorIndex.IndexKind.None:
                        view = view.unsqueeze(dimension++);
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        dimension = view.ndim - indices[(i + 1)..].Sum(Consumed);
                        break;
                    case TensorIndex.IndexKind.Bool:
                        view = view.unsqueeze(dimension);
                        Put(ref positions, dimension++, tensor((bool[])[index.StartOrValue != 0], device: device));
                        break;
                    case TensorIndex.IndexKind.Tensor:
                        Put(ref positions, dimension, index.Positions!);
                        dimension += Consumed(index);
                        break;
                }
            }
            return (view, positions?.ToArray());
        }

        private static int Consumed(TensorIndex index) => index.Kind switch
        {
            TensorIndex.IndexKind.Single or TensorIndex.IndexKind.Slice => 1,
            TensorIndex.IndexKind.Tensor => index.Positions!.dtype is ScalarType.Bool or ScalarType.Byte ? index.Positions.ndim : 1,
            TensorIndex.IndexKind.Ellipsis => throw new ArgumentException("an index has at most one ellipsis"),
            _ => 0,
        };

        // Dimensions before this one that no tensor indexes stay whole. A mask over several dimensions is one entry of the list.
        private static void Put(ref List<Tensor?>? positions, long dimension, Tensor tensor)
        {
            positions ??= [];
            while (positions.Sum(p => p is null ? 1 : Consumed(TensorIndex.Tensor(p))) < dimension)
                positions.Add(null);
            positions.Add(tensor);
        }
    }

    internal static partial class Ops
    {
        internal static readonly Operator Index = new("aten::index", "Tensor");
        internal static readonly Operator IndexPutInPlace = new("aten::index_put_");
    }
}

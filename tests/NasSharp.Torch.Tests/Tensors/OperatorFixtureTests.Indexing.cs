using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed partial class OperatorFixtureTests
{
    private void AddIndexing()
    {
        Case("a[0]", () => a[0]);
        Case("a[-1]", () => a[-1]);
        Case("a[:, 1]", () => a[.., 1]);
        Case("a[..., -1]", () => a[TensorIndex.Ellipsis, -1]);
        Case("a[0, 1:]", () => a[0, 1..]);
        Case("a[:, None, ::2]", () => a[.., TensorIndex.None, TensorIndex.Slice(step: 2)]);
        Case("c[..., 1:3]", () => c[TensorIndex.Ellipsis, 1..3]);
        Case("c[1, ..., 2]", () => c[1, TensorIndex.Ellipsis, 2]);
        Case("c[:, -2:, 1:-1]", () => c[.., ^2.., 1..^1]);
        Case("a[k]", () => a[k]);
        Case("c[:, x]", () => c[.., x]);
        Case("c[0, :, y]", () => c[0, .., y]);
        Case("c[x - 1, y]", () => c[x - 1, y]);
        Case("c[k]", () => c[k]);
        Case("a[y - 1]", () => a[y - 1]);
        Case("a[True]", () => a[true]);
        Case("c[:, y, None]", () => c[.., y, TensorIndex.None]);
        Case("masked_put", () => Changed(t => t[k] = b[k]));
        Case("slice_put", () => Changed(t => t[.., 1..] = v[..2]));
        Case("tensor_put", () => Changed(t => t[.., y] = b[.., ..2]));
        Case("number_put", () => Changed(t => t.index_put_(5.0, 0, TensorIndex.Ellipsis, TensorIndex.Slice(step: 2))));
        Case("accumulate_put", () => Changed(t => t.index_put_(v[..2], [zeros(2, dtype: int64), ones(2, dtype: int64)], accumulate: true)));
        Case("mask_number_put", () => Changed(t => t.index_put_(-1.0, k)));
        Case("a.masked_select(k)", () => a.masked_select(k));
        Case("a.masked_fill(k, -7)", () => a.masked_fill(k, -7));
        Case("a.masked_fill(k, torch.tensor(2.5, dtype=torch.float64))", () => a.masked_fill(k, tensor(2.5, float64)));
        Case("a.masked_scatter(k, b)", () => a.masked_scatter(k, b));
        Case("a.gather(1, x)", () => a.gather(1, x));
        Case("a.scatter(1, x, b)", () => a.scatter(1, x, b));
        Case("a.scatter(1, x, 9.0)", () => a.scatter(1, x, 9.0));
        Case("a.scatter_add(1, x, b)", () => a.scatter_add(1, x, b));
        Case("a.index_add(1, y, b[:, :2], alpha=2)", () => a.index_add(1, y, b[.., ..2], alpha: 2));
        Case("a.index_copy(1, y, b[:, :2])", () => a.index_copy(1, y, b[.., ..2]));
        Case("a.index_fill(1, y, 4)", () => a.index_fill(1, y, 4));
        Case("a.index_select(1, y)", () => a.index_select(1, y));
        Case("a.nonzero()", () => a.nonzero());
        Case("k.nonzero()", () => k.nonzero());
        Case("k.argwhere()", () => k.argwhere());
        Case("a.take(x)", () => a.take(x));
        Case("a.take_along_dim(x, 1)", () => a.take_along_dim(x, 1));
        Case("a.put(y, v[:2])", () => a.put(y, v[..2]));
        Case("torch.where(k, a, b)", () => where(k, a, b));
        Case("torch.where(k, a, 0.0)", () => where(k, a, 0.0));
        Case("torch.where(k, 1.0, b)", () => where(k, 1.0, b));
        Case("torch.where(k)", () => where(k));
    }
}

using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed partial class OperatorFixtureTests
{
    private void AddShapes()
    {
        Case("a.flip(0, 1)", () => a.flip(0, 1));
        Case("a.fliplr()", () => a.fliplr());
        Case("a.flipud()", () => a.flipud());
        Case("a.roll(1)", () => a.roll(1));
        Case("a.roll(1, 1)", () => a.roll(1, 1));
        Case("a.roll([1, 2], [0, 1])", () => a.roll([1, 2], [0, 1]));
        Case("a.rot90()", () => a.rot90());
        Case("a.rot90(1, [1, 0])", () => a.rot90(1, (1, 0)));
        Case("v.repeat(2, 2)", () => v.repeat(2, 2));
        Case("v.repeat_interleave(2)", () => v.repeat_interleave(2));
        Case("v.repeat_interleave(torch.tensor([1, 0, 2]))", () => v.repeat_interleave(tensor((long[])[1, 0, 2])));
        Case("a.tile(2)", () => a.tile(2));
        Case("c.movedim(0, 2)", () => c.movedim(0, 2));
        Case("c.swapaxes(0, 2)", () => c.swapaxes(0, 2));
        Case("v.broadcast_to(2, 3)", () => v.broadcast_to(2, 3));
        Case("v.expand_as(a)", () => v.expand_as(a));
        Case("a.as_strided([2, 2], [1, 1])", () => a.as_strided([2, 2], [1, 1]));
        Case("c.unflatten(2, [2, 2])", () => c.unflatten(2, 2, 2));
        Case("v.unfold(0, 2, 1)", () => v.unfold(0, 2, 1));
        Case("a.ravel()", () => a.ravel());
        Case("c.mT", () => c.mT);
        Case("c.permute(2, 1, 0)", () => c.permute(2, 1, 0));
        Case("c.flatten(1)", () => c.flatten(1));
        Case("c.transpose(0, 1)", () => c.transpose(0, 1));
        Case("v.unsqueeze(0).squeeze(0)", () => v.unsqueeze(0).squeeze(0));
        Case("c.split([1, 2], 1)", () => c.split([1, 2], 1));
        Case("c.split(3, 2)", () => c.split(3, 2));
        Case("c.chunk(2, 2)", () => c.chunk(2, 2));
        Case("a.unbind(1)", () => a.unbind(1));
        Case("v.tensor_split(2)", () => v.tensor_split(2));
        Case("v.tensor_split([1])", () => v.tensor_split([1]));
        Case("a.hsplit(3)", () => a.hsplit(3));
        Case("a.vsplit(2)", () => a.vsplit(2));
        Case("torch.cat([a, b], 1)", () => cat([a, b], 1));
        Case("torch.stack([a, b], 2)", () => stack([a, b], 2));
        Case("torch.hstack([a, b])", () => hstack(a, b));
        Case("torch.vstack([a, b])", () => vstack(a, b));
        Case("torch.dstack([a, b])", () => dstack(a, b));
        Case("torch.column_stack([v, w])", () => column_stack(v, w));
        Case("torch.meshgrid([v, w], indexing='ij')", () => meshgrid([v, w], indexing: "ij"));
        Case("torch.meshgrid([v, w], indexing='xy')", () => meshgrid([v, w], indexing: "xy"));
        Case("torch.broadcast_tensors(a, v)", () => broadcast_tensors(a, v));
        Case("torch.cartesian_prod(v, w)", () => cartesian_prod(v, w));
        Case("torch.block_diag(a, m)", () => block_diag(a, m));
        Case("torch.combinations(v)", () => combinations(v));
        Case("v.diag()", () => v.diag());
        Case("m.diag(1)", () => m.diag(1));
        Case("c.diagonal(0, 1, 2)", () => c.diagonal(0, 1, 2));
        Case("v.diagflat(1)", () => v.diagflat(1));
        Case("v.diag_embed()", () => v.diag_embed());
        Case("m.tril()", () => m.tril());
        Case("m.triu(1)", () => m.triu(1));
        Case("torch.tril_indices(2, 3)", () => tril_indices(2, 3));
    }
}

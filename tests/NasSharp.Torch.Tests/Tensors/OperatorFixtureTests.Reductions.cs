using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed partial class OperatorFixtureTests
{
    private void AddReductions()
    {
        Case("a.sum()", () => a.sum());
        Case("a.sum(1)", () => a.sum(1));
        Case("a.sum([0, 1], keepdim=True)", () => a.sum([0, 1], keepdim: true));
        Case("a.mean()", () => a.mean());
        Case("a.mean(0)", () => a.mean(0));
        Case("a.prod()", () => a.prod());
        Case("a.prod(1, keepdim=True)", () => a.prod(1, keepdim: true));
        Case("a.std()", () => a.std());
        Case("a.std(1)", () => a.std(1));
        Case("a.std([0], False, True)", () => a.std([0], false, true));
        Case("a.var()", () => a.var());
        Case("a.var(unbiased=False)", () => a.var(unbiased: false));
        Case("a.var(1)", () => a.var(1));
        Case("torch.var_mean(a, [1], False)", () => var_mean(a, [1], false));
        Case("torch.std_mean(a, [0])", () => std_mean(a, [0]));
        Case("k.all()", () => k.all());
        Case("k.any(1)", () => k.any(1));
        Case("k.all(0, keepdim=True)", () => k.all(0, keepdim: true));
        Case("a.logsumexp(1)", () => a.logsumexp(1));
        Case("a.logsumexp([0, 1], True)", () => a.logsumexp([0, 1], true));
        Case("a.max()", () => a.max());
        Case("a.min()", () => a.min());
        Case("a.max(1)", () => a.max(1));
        Case("a.min(0, keepdim=True)", () => a.min(0, keepdim: true));
        Case("a.max(b)", () => a.max(b));
        Case("a.amax([0])", () => a.amax([0]));
        Case("a.amin([0, 1], True)", () => a.amin([0, 1], true));
        Case("a.argmax()", () => a.argmax());
        Case("a.argmax(1, True)", () => a.argmax(1, true));
        Case("a.argmin(0)", () => a.argmin(0));
        Case("a.aminmax()", () => a.aminmax());
        Case("a.aminmax(dim=1)", () => a.aminmax(dim: 1));
        Case("a.median()", () => a.median());
        Case("a.median(1)", () => a.median(1));
        Case("z.nanmedian()", () => z.nanmedian());
        Case("q.mode()", () => q.mode());
        Case("a.kthvalue(2, 1)", () => a.kthvalue(2, 1));
        Case("a.quantile(torch.tensor([0.1, 0.5], dtype=torch.float64))", () => a.quantile(tensor((double[])[0.1, 0.5])));
        Case("a.quantile(torch.tensor(0.3, dtype=torch.float64), 1)", () => a.quantile(tensor(0.3, float64), 1));
        Case("z[:2].nansum()", () => z[..2].nansum());
        Case("z[:2].nanmean()", () => z[..2].nanmean());
        Case("a.norm()", () => a.norm());
        Case("a.norm(1)", () => a.norm(p: 1));
        Case("a.norm(3, dim=1)", () => a.norm(1, p: 3));
        Case("a.norm(2, [0, 1], True)", () => a.norm([0, 1], true, 2));
        Case("a.dist(b)", () => a.dist(b));
        Case("a.dist(b, 1)", () => a.dist(b, 1));
        Case("a.renorm(2, 0, 1)", () => a.renorm(2, 0, 1));
        Case("m.trace()", () => m.trace());
        Case("k.count_nonzero()", () => k.count_nonzero());
        Case("k.count_nonzero(1)", () => k.count_nonzero(1));
        Case("a.cumsum(1)", () => a.cumsum(1));
        Case("a.cumprod(0)", () => a.cumprod(0));
        Case("a.cummax(1)", () => a.cummax(1));
        Case("a.cummin(1)", () => a.cummin(1));
        Case("a.logcumsumexp(1)", () => a.logcumsumexp(1));
        Case("a.diff()", () => a.diff());
        Case("a.diff(dim=0)", () => a.diff(dim: 0));
        Case("v.diff(prepend=w)", () => v.diff(prepend: w));
        Case("a.sort()", () => a.sort());
        Case("a.sort(dim=0, descending=True)", () => a.sort(dim: 0, descending: true));
        Case("q.sort(stable=True)", () => q.sort(stable: true));
        Case("a.argsort(1)", () => a.argsort(1));
        Case("a.msort()", () => a.msort());
        Case("a.topk(2)", () => a.topk(2));
        Case("a.topk(1, 0, False)", () => a.topk(1, 0, false));
        Case("torch.unique(q, True, True, True)", () => unique(q, true, true, true));
        Case("torch.unique(i, dim=1)", () => unique(i, dim: 1));
        Case("torch.unique_consecutive(q, True, True)", () => unique_consecutive(q, true, true));
        Case("q.bincount()", () => q.bincount());
        Case("q.bincount(minlength=9)", () => q.bincount(minlength: 9));
        Case("a.histc(4, -2, 2)", () => a.histc(4, -2, 2));
        Case("torch.bucketize(a, torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64))", () => bucketize(a, tensor((double[])[-1.0, 0.0, 1.0])));
        Case("torch.searchsorted(torch.tensor([0, 2, 4]), q)", () => searchsorted(tensor((long[])[0, 2, 4]), q));
    }
}

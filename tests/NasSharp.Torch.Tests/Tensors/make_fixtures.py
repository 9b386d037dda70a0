#!/usr/bin/env python3
"""Writes operators.json: what PyTorch computes for the expressions below, on inputs that are written down too.

The C# side (OperatorFixtureTests*.cs) has one function for each expression, under the same text.
Run with any PyTorch from 1.13:  python3 make_fixtures.py
"""
import json
import os

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(3)
F64, I64 = torch.float64, torch.int64

# a, b: any; p: positive; u: in (-1, 1); m, n: square; s: symmetric positive definite; v, w: vectors; c: a batch;
# i, j: whole numbers; k: mask; x: positions in the last dimension of a; z: with NaN and infinities
INPUTS = {
    "a": torch.randn(2, 3, dtype=F64) * 2,
    "b": torch.randn(2, 3, dtype=F64),
    "p": torch.rand(2, 3, dtype=F64) * 2 + 0.1,
    "u": torch.rand(2, 3, dtype=F64) * 1.8 - 0.9,
    "m": torch.randn(3, 3, dtype=F64),
    "n": torch.randn(3, 3, dtype=F64),
    "v": torch.randn(3, dtype=F64),
    "w": torch.randn(3, dtype=F64),
    "c": torch.randn(2, 3, 4, dtype=F64),
    "d": torch.randn(2, 4, 3, dtype=F64),
    "i": torch.tensor([[6, -4, 3], [9, 7, -2]], dtype=I64),
    "j": torch.tensor([[4, 3, 2], [6, 5, 4]], dtype=I64),
    "q": torch.tensor([3, 1, 3, 0, 1, 3, 5], dtype=I64),
    "k": torch.tensor([[True, False, True], [False, False, True]]),
    "l": torch.tensor([[True, True, False], [False, True, True]]),
    "x": torch.tensor([[2, 0], [1, 1]], dtype=I64),
    "y": torch.tensor([2, 0], dtype=I64),
    "z": torch.tensor([1.0, float("nan"), float("inf"), -float("inf"), -2.5], dtype=F64),
}
INPUTS["s"] = INPUTS["m"] @ INPUTS["m"].T + torch.eye(3, dtype=F64)

EXPRESSIONS = """
a.sin()|a.cos()|a.tan()|u.asin()|u.acos()|a.atan()|a.sinh()|a.cosh()|a.tanh()|a.asinh()|(p + 1).acosh()|u.atanh()|a.sinc()|a.deg2rad()|a.rad2deg()
a.atan2(b)|a.hypot(b)|a.clone().sin_()
a.exp()|a.exp2()|a.expm1()|p.log()|p.log2()|p.log10()|p.log1p()|p.sqrt()|p.rsqrt()|a.square()|p.pow(b)|p.pow(1.5)|torch.pow(2, a)|p.float_power(b)
p.clone().pow_(b)|p.clone().pow_(0.5)|a.logaddexp(b)|a.logaddexp2(b)|a.xlogy(p)|a.ldexp(j)
a.abs()|a.ceil()|a.floor()|a.frac()|a.reciprocal()|a.sign()|a.trunc()|a.round()|a.round(decimals=2)|a.signbit()|a.neg()|a.clone().neg_()
z.nan_to_num()|z.nan_to_num(1.0, 2.0, 3.0)|a.clamp(-1, 1)|a.clamp(min=0.5)|a.clamp(b, p)|a.clamp_min(0.1)|a.clamp_max(0.1)|a.clone().clamp_(-1, 1)
a.erf()|a.erfc()|u.erfinv()|p.digamma()|p.lgamma()|a.i0()|(p / 3).logit()|a.logit(eps=0.1)|p.polygamma(1)|(p + 1).mvlgamma(2)
a.add(b, alpha=2)|a.add(3, alpha=2)|a.sub(b, alpha=0.5)|a.clone().sub_(1.5)|a + b|a - 2|2 - a|a * b|3 * a|a / b|1 / a|-a
a.div(b, rounding_mode='floor')|a.div(b, rounding_mode='trunc')|a.div(0.7, rounding_mode='floor')|i.floor_divide(j)|i.remainder(j)|i.fmod(j)|a % 0.7|a.fmod(0.7)|a % b
a.addcdiv(b, p, value=0.5)|a.addcmul(b, p, value=-2)|a.lerp(b, 0.3)|a.lerp(b, p)|a.maximum(b)|a.minimum(b)|torch.fmax(z, -z)|torch.fmin(z, -z)|a.heaviside(b)
i.gcd(j)|i.lcm(j)|a.copysign(b)|i & j|i ^ j|k | l|~k|i.bitwise_not()|i.bitwise_left_shift(j)|j.bitwise_right_shift(j)|k.logical_and(l)|k.logical_xor(l)|a.logical_not()
a.eq(b)|i.eq(3)|a != b|a.lt(b)|a < 0|0 < a|a <= b|a >= b|a.gt(0.5)|a.ge(b)|i == j|a.clone().lt_(0)
z.isnan()|z.isinf()|z.isfinite()|z.isposinf()|z.isneginf()|a.isclose(a + 1e-9)|torch.isin(q, torch.tensor([1, 5]))
a.sum()|a.sum(1)|a.sum([0, 1], keepdim=True)|a.mean()|a.mean(0)|a.prod()|a.prod(1, keepdim=True)|a.std()|a.std(1)|a.std([0], False, True)|a.var()|a.var(unbiased=False)|a.var(1)
torch.var_mean(a, [1], False)|torch.std_mean(a, [0])|k.all()|k.any(1)|k.all(0, keepdim=True)|a.logsumexp(1)|a.logsumexp([0, 1], True)
a.max()|a.min()|a.max(1)|a.min(0, keepdim=True)|a.max(b)|a.amax([0])|a.amin([0, 1], True)|a.argmax()|a.argmax(1, True)|a.argmin(0)|a.aminmax()|a.aminmax(dim=1)
a.median()|a.median(1)|z.nanmedian()|q.mode()|a.kthvalue(2, 1)|a.quantile(torch.tensor([0.1, 0.5], dtype=torch.float64))|a.quantile(torch.tensor(0.3, dtype=torch.float64), 1)
z[:2].nansum()|z[:2].nanmean()|a.norm()|a.norm(1)|a.norm(3, dim=1)|a.norm(2, [0, 1], True)|a.dist(b)|a.dist(b, 1)|a.renorm(2, 0, 1)|m.trace()|k.count_nonzero()|k.count_nonzero(1)
a.cumsum(1)|a.cumprod(0)|a.cummax(1)|a.cummin(1)|a.logcumsumexp(1)|a.diff()|a.diff(dim=0)|v.diff(prepend=w)
a.sort()|a.sort(dim=0, descending=True)|q.sort(stable=True)|a.argsort(1)|a.msort()|a.topk(2)|a.topk(1, 0, False)
torch.unique(q, True, True, True)|torch.unique(i, dim=1)|torch.unique_consecutive(q, True, True)|q.bincount()|q.bincount(minlength=9)|a.histc(4, -2, 2)
torch.bucketize(a, torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64))|torch.searchsorted(torch.tensor([0, 2, 4]), q)
a[0]|a[-1]|a[:, 1]|a[..., -1]|a[0, 1:]|a[:, None, ::2]|c[..., 1:3]|c[1, ..., 2]|c[:, -2:, 1:-1]|a[k]|c[:, x]|c[0, :, y]|c[x - 1, y]|c[k]|a[y - 1]|a[True]|c[:, y, None]
masked_put|slice_put|tensor_put|number_put|accumulate_put|mask_number_put
a.masked_select(k)|a.masked_fill(k, -7)|a.masked_fill(k, torch.tensor(2.5, dtype=torch.float64))|a.masked_scatter(k, b)|a.gather(1, x)|a.scatter(1, x, b)|a.scatter(1, x, 9.0)|a.scatter_add(1, x, b)
a.index_add(1, y, b[:, :2], alpha=2)|a.index_copy(1, y, b[:, :2])|a.index_fill(1, y, 4)|a.index_select(1, y)|a.nonzero()|k.nonzero()|k.argwhere()|a.take(x)|a.take_along_dim(x, 1)|a.put(y, v[:2])
torch.where(k, a, b)|torch.where(k, a, 0.0)|torch.where(k, 1.0, b)|torch.where(k)
a.flip(0, 1)|a.fliplr()|a.flipud()|a.roll(1)|a.roll(1, 1)|a.roll([1, 2], [0, 1])|a.rot90()|a.rot90(1, [1, 0])|v.repeat(2, 2)|v.repeat_interleave(2)|v.repeat_interleave(torch.tensor([1, 0, 2]))|a.tile(2)|c.movedim(0, 2)
c.swapaxes(0, 2)|v.broadcast_to(2, 3)|v.expand_as(a)|a.as_strided([2, 2], [1, 1])|c.unflatten(2, [2, 2])|v.unfold(0, 2, 1)|a.ravel()|c.mT|c.permute(2, 1, 0)|c.flatten(1)|c.transpose(0, 1)|v.unsqueeze(0).squeeze(0)
c.split([1, 2], 1)|c.split(3, 2)|c.chunk(2, 2)|a.unbind(1)|v.tensor_split(2)|v.tensor_split([1])|a.hsplit(3)|a.vsplit(2)|torch.cat([a, b], 1)|torch.stack([a, b], 2)
torch.hstack([a, b])|torch.vstack([a, b])|torch.dstack([a, b])|torch.column_stack([v, w])|torch.meshgrid([v, w], indexing='ij')|torch.meshgrid([v, w], indexing='xy')
torch.broadcast_tensors(a, v)|torch.cartesian_prod(v, w)|torch.block_diag(a, m)|torch.combinations(v)|v.diag()|m.diag(1)|c.diagonal(0, 1, 2)|v.diagflat(1)|v.diag_embed()|m.tril()|m.triu(1)|torch.tril_indices(2, 3)
m @ n|m.mm(n)|c.bmm(d)|m.mv(v)|v.dot(w)|v.inner(w)|v.outer(w)|torch.kron(v, w)|m.addmm(m, n, beta=0.5, alpha=2)|v.addmv(m, w)|m.addbmm(c, d)|m.baddbmm(c, d)|m.addr(v, w)|m.matrix_power(3)|v.cross(w, dim=0)
torch.einsum('bij,bjk->bik', c, d)|torch.einsum('ij->ji', a)|torch.tensordot(c, d, dims=([2], [1]))|torch.tensordot(a, m, 1)|torch.cdist(a, m)|m.cov()|m.corrcoef()
s.inverse()|s.det()|s.logdet()|a.pinverse()|s.cholesky()|torch.linalg.inv(s)|torch.linalg.slogdet(s)|torch.linalg.cholesky(s)|torch.linalg.eigvalsh(s)|torch.linalg.svdvals(a)|torch.linalg.solve(s, m)
torch.linalg.solve_triangular(s.tril(), m, upper=False)|torch.linalg.lstsq(s, m)[0]|torch.linalg.pinv(a)|torch.linalg.matrix_rank(a)|torch.linalg.multi_dot([m, n, s])|torch.linalg.vector_norm(a, 3)|torch.linalg.matrix_norm(m)|torch.linalg.norm(a)|torch.linalg.cond(s)
torch.linalg.qr(s)[1].abs()|torch.linalg.eigh(s)[0]|torch.linalg.svd(a, False)[1]
a.relu()|F.relu6(a)|a.sigmoid()|F.silu(a)|F.selu(a)|F.mish(a)|F.hardswish(a)|F.hardsigmoid(a)|F.gelu(a)|F.gelu(a, approximate='tanh')|F.elu(a)|F.celu(a, 2.0)|F.leaky_relu(a)|F.hardtanh(a)|F.softplus(a)|a.softmax(1)|a.log_softmax(0)|a.softmax(1, torch.float32)
a.scatter_reduce(1, x, b, 'sum')|a.scatter_reduce(1, x, b, 'amax', include_self=False)|a.select_scatter(v, 0, 1)|a.slice_scatter(b[:, :1], 1, 1, 2, 1)|m.clone().fill_diagonal_(2.5)|m.matrix_exp()|m.clone().t_()|a.clone().clip_(-1, 1)|a.less(b)|a.greater_equal(0.5)|a.not_equal(b)|a.divide(b)|a.multiply(2)|a.subtract(b)|u.arccos()|a.arctan2(b)|a.fix()
torch.zeros(2, 3)|torch.ones(2)|torch.full([2], 3.5)|torch.eye(2, 3)|torch.linspace(0, 1, 5)|torch.logspace(0, 2, 3)|torch.arange(1, 7, 2)|a.new_zeros(2)|i.new_full([2], 7)|torch.tensor([[1.5, 2.5], [3.5, 4.5]])
"""


def put(name, i):
    t = i["a"].clone()
    if name == "masked_put":
        t[i["k"]] = i["b"][i["k"]]
    elif name == "slice_put":
        t[:, 1:] = i["v"][:2]
    elif name == "tensor_put":
        t[:, i["y"]] = i["b"][:, :2]
    elif name == "number_put":
        t[0, ..., ::2] = 5.0
    elif name == "accumulate_put":
        t.index_put_((torch.tensor([0, 0]), torch.tensor([1, 1])), i["v"][:2], accumulate=True)
    else:
        t[i["k"]] = -1.0
    return t


def evaluate(expression):
    if expression.endswith("_put"):
        return put(expression, INPUTS)
    return eval(expression, {"torch": torch, "F": torch.nn.functional}, dict(INPUTS))


def number(value):
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return str(value)
    return value


def tensor(t):
    t = t.detach()
    if t.dtype not in (torch.bool, I64):
        kind, values = str(t.dtype).split(".")[1], t.to(F64)
    else:
        kind, values = str(t.dtype).split(".")[1], t.to(I64)
    return {"dtype": kind, "shape": list(t.shape), "values": [number(v) for v in values.reshape(-1).tolist()]}


def outputs(result):
    return [tensor(result)] if isinstance(result, torch.Tensor) else [tensor(r) for r in result]


expressions = [e.strip() for line in EXPRESSIONS.replace("k | l", "k OR l").strip().splitlines() for e in line.split("|")]
expressions = [e.replace(" OR ", " | ") for e in expressions]
assert len(set(expressions)) == len(expressions), sorted(e for e in set(expressions) if expressions.count(e) > 1)
cases = {e: outputs(evaluate(e)) for e in expressions}
with open(os.path.join(HERE, "operators.json"), "w", encoding="utf-8") as file:
    json.dump({
        "torch": torch.__version__.split("+")[0],
        "inputs": {name: tensor(t) for name, t in INPUTS.items()},
        "cases": cases,
    }, file, separators=(",", ":"))
    file.write("\n")
print(len(cases), "cases")

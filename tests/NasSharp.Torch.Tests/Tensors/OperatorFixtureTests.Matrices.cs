using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed partial class OperatorFixtureTests
{
    private void AddMatrices()
    {
        Case("m @ n", () => m.matmul(n));
        Case("m.mm(n)", () => m.mm(n));
        Case("c.bmm(d)", () => c.bmm(d));
        Case("m.mv(v)", () => m.mv(v));
        Case("v.dot(w)", () => v.dot(w));
        Case("v.inner(w)", () => v.inner(w));
        Case("v.outer(w)", () => v.outer(w));
        Case("torch.kron(v, w)", () => kron(v, w));
        Case("m.addmm(m, n, beta=0.5, alpha=2)", () => m.addmm(m, n, beta: 0.5, alpha: 2));
        Case("v.addmv(m, w)", () => v.addmv(m, w));
        Case("m.addbmm(c, d)", () => m.addbmm(c, d));
        Case("m.baddbmm(c, d)", () => m.baddbmm(c, d));
        Case("m.addr(v, w)", () => m.addr(v, w));
        Case("m.matrix_power(3)", () => m.matrix_power(3));
        Case("v.cross(w, dim=0)", () => v.cross(w, dim: 0));
        Case("torch.einsum('bij,bjk->bik', c, d)", () => einsum("bij,bjk->bik", c, d));
        Case("torch.einsum('ij->ji', a)", () => einsum("ij->ji", a));
        Case("torch.tensordot(c, d, dims=([2], [1]))", () => tensordot(c, d, [2], [1]));
        Case("torch.tensordot(a, m, 1)", () => tensordot(a, m, 1));
        Case("torch.cdist(a, m)", () => cdist(a, m));
        Case("m.cov()", () => m.cov());
        Case("m.corrcoef()", () => m.corrcoef());
        Case("s.inverse()", () => s.inverse());
        Case("s.det()", () => s.det());
        Case("s.logdet()", () => s.logdet());
        Case("a.pinverse()", () => a.pinverse());
        Case("s.cholesky()", () => s.cholesky());
        Case("torch.linalg.inv(s)", () => linalg.inv(s));
        Case("torch.linalg.slogdet(s)", () => linalg.slogdet(s));
        Case("torch.linalg.cholesky(s)", () => linalg.cholesky(s));
        Case("torch.linalg.eigvalsh(s)", () => linalg.eigvalsh(s));
        Case("torch.linalg.svdvals(a)", () => linalg.svdvals(a));
        Case("torch.linalg.solve(s, m)", () => linalg.solve(s, m));
        Case("torch.linalg.solve_triangular(s.tril(), m, upper=False)", () => linalg.solve_triangular(s.tril(), m, upper: false));
        Case("torch.linalg.lstsq(s, m)[0]", () => linalg.lstsq(s, m));
        Case("torch.linalg.pinv(a)", () => linalg.pinv(a));
        Case("torch.linalg.matrix_rank(a)", () => linalg.matrix_rank(a));
        Case("torch.linalg.multi_dot([m, n, s])", () => linalg.multi_dot([m, n, s]));
        Case("torch.linalg.vector_norm(a, 3)", () => linalg.vector_norm(a, 3));
        Case("torch.linalg.matrix_norm(m)", () => linalg.matrix_norm(m));
        Case("torch.linalg.norm(a)", () => linalg.norm(a));
        Case("torch.linalg.cond(s)", () => linalg.cond(s));
        Case("torch.linalg.qr(s)[1].abs()", () => linalg.qr(s).R.abs());
        Case("torch.linalg.eigh(s)[0]", () => linalg.eigh(s).eigenvalues);
        Case("torch.linalg.svd(a, False)[1]", () => linalg.svd(a, false).S);
    }
}

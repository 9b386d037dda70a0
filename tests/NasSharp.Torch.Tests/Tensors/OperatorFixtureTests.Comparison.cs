using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed partial class OperatorFixtureTests
{
    private void AddComparison()
    {
        Case("i.gcd(j)", () => i.gcd(j));
        Case("i.lcm(j)", () => i.lcm(j));
        Case("a.copysign(b)", () => a.copysign(b));
        Case("i & j", () => i & j);
        Case("i ^ j", () => i ^ j);
        Case("k | l", () => k | l);
        Case("~k", () => ~k);
        Case("i.bitwise_not()", () => i.bitwise_not());
        Case("i.bitwise_left_shift(j)", () => i.bitwise_left_shift(j));
        Case("j.bitwise_right_shift(j)", () => j.bitwise_right_shift(j));
        Case("k.logical_and(l)", () => k.logical_and(l));
        Case("k.logical_xor(l)", () => k.logical_xor(l));
        Case("a.logical_not()", () => a.logical_not());
        Case("a.eq(b)", () => a.eq(b));
        Case("i.eq(3)", () => i.eq(3));
        Case("a != b", () => a != b);
        Case("a.lt(b)", () => a.lt(b));
        Case("a < 0", () => a < 0);
        Case("0 < a", () => 0 < a);
        Case("a <= b", () => a <= b);
        Case("a >= b", () => a >= b);
        Case("a.gt(0.5)", () => a.gt(0.5));
        Case("a.ge(b)", () => a.ge(b));
        Case("i == j", () => i == j);
        Case("a.clone().lt_(0)", () => a.clone().lt_(0));
        Case("z.isnan()", () => z.isnan());
        Case("z.isinf()", () => z.isinf());
        Case("z.isfinite()", () => z.isfinite());
        Case("z.isposinf()", () => z.isposinf());
        Case("z.isneginf()", () => z.isneginf());
        Case("a.isclose(a + 1e-9)", () => a.isclose(a + 1e-9));
        Case("torch.isin(q, torch.tensor([1, 5]))", () => isin(q, tensor((long[])[1, 5])));
    }
}

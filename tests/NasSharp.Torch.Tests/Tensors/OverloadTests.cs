using System.Reflection;

namespace NasSharp.Torch.Tests.Tensors;

public sealed class OverloadTests
{
    // sum(0) once summed everything into uint8: the literal 0 converts to the enum of element types.
    [Fact]
    public void The_literal_zero_never_selects_an_overload_that_takes_an_enum()
    {
        var groups = typeof(torch).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .GroupBy(method => (method.DeclaringType, method.Name));
        Assert.Empty(groups.SelectMany(group => Trapped([.. group])).Distinct());
    }

    private static IEnumerable<string> Trapped(MethodInfo[] overloads)
    {
        foreach (var candidate in overloads)
        {
            var parameters = candidate.GetParameters();
            // Only where no optional parameter is left out does the enum win against a number; elsewhere the call is ambiguous, which the compiler says.
            if (parameters.Length == 0 || !(Nullable.GetUnderlyingType(parameters[^1].ParameterType) ?? parameters[^1].ParameterType).IsEnum)
                continue;
            var position = parameters.Length - 1;
            var rivals = overloads.Where(o => SamePrefix(o, candidate, position)).Select(o => o.GetParameters()[position].ParameterType).ToList();
            if (rivals.Contains(typeof(long)) && !rivals.Contains(typeof(int)))
                yield return $"{candidate.DeclaringType!.Name}.{candidate.Name}: {candidate}";
        }
    }

    private static bool SamePrefix(MethodInfo other, MethodInfo candidate, int count) =>
        other.GetParameters().Length > count
        && other.GetParameters().Take(count).Select(p => p.ParameterType).SequenceEqual(candidate.GetParameters().Take(count).Select(p => p.ParameterType));

    [Fact]
    public void Sum_and_prod_of_dimension_zero_keep_the_other_dimensions()
    {
        using var scope = torch.NewDisposeScope();
        var t = torch.tensor(new float[,] { { 1, 2 }, { 300, 400 } });
        Assert.Equal([301f, 402], t.sum(0).to_array<float>());
        Assert.Equal([300f, 800], t.prod(0).to_array<float>());
        Assert.Equal([301f, 402], torch.sum(t, 0).to_array<float>());
        Assert.Equal([300f, 800], torch.prod(t, 0).to_array<float>());
        Assert.Equal(703, t.sum().ToDouble());
    }
}

using System.Reflection;

namespace NasSharp.Torch.Tests.Tensors;

public sealed class OperatorExistenceTests
{
    // Newer than libtorch 1.13; the library composes them where they are missing.
    private static readonly string[] Optional = ["aten::scaled_dot_product_attention"];

    public static IEnumerable<FieldInfo> OperatorFields() => typeof(torch).Assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => field.FieldType == typeof(Operator));

    [Fact]
    public void Every_operator_of_the_assembly_exists_in_libtorch()
    {
        var fields = OperatorFields().ToList();
        Assert.True(fields.Count > 400, $"only {fields.Count} operators were found");
        Assert.Empty(fields.Where(field => field.GetValue(null) is Operator op && !Optional.Contains(op.Name) && !op.Exists)
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}: {field.GetValue(null)}"));
    }

    [Fact]
    public void No_operator_is_declared_twice_under_one_class()
    {
        var twice = OperatorFields()
            .GroupBy(field => (field.DeclaringType, field.GetValue(null)!.ToString()))
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key.Item2}: {string.Join(", ", group.Select(f => f.Name))}");
        Assert.Empty(twice);
    }
}

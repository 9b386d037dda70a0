using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using NasSharp.Torch;

namespace NasSharp.Cli.Tests.PublicApi;

/// <summary>Writes what an assembly shows to its users: one line for each type and member that is public or protected.</summary>
internal sealed class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext nullability = new();

    internal static SortedSet<string> Of(Assembly assembly)
    {
        var surface = new PublicSurface();
        return new SortedSet<string>(assembly.GetExportedTypes().SelectMany(surface.Lines), StringComparer.Ordinal);
    }

    private IEnumerable<string> Lines(Type type)
    {
        var bases = new[] { type.BaseType }.OfType<Type>()
            .Where(b => b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(type.GetInterfaces().Where(i => i.IsPublic || i.IsNestedPublic))
            .Select(Name).Order(StringComparer.Ordinal).ToList();
        yield return $"{Name(type)} : {Kind(type)}{(bases.Count > 0 ? " " + string.Join(", ", bases) : "")}";
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;
        foreach (var member in type.GetMembers(Declared).Where(m => m is not Type && IsVisible(m) && !IsNoise(m)))
            yield return $"{Name(type)}.{Describe(member)}";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
            return "struct";
        if (typeof(Delegate).IsAssignableFrom(type))
            return "delegate";
        var modifier = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        return modifier + "class";
    }

    private string Describe(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } field => $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo field => $"{field.Name} -> {(field.IsStatic ? "static " : "")}{Name(field.FieldType)}",
        PropertyInfo property => $"{property.Name}{Index(property)} -> {Modifiers(property.GetMethod ?? property.SetMethod!)}{TypeOf(property)} {Accessors(property)}",
        EventInfo e => $"{e.Name} -> event {Name(e.EventHandlerType!)}",
        ConstructorInfo constructor => $"ctor({Parameters(constructor)}){(constructor.IsFamily ? " -> protected" : "")}",
        MethodInfo method => $"{method.Name}{Generic(method)}({Parameters(method)}) -> {Modifiers(method)}{Nullable(Name(method.ReturnType), nullability.Create(method.ReturnParameter).ReadState, method.ReturnType)}",
        _ => member.ToString()!,
    };

    private string TypeOf(PropertyInfo property) => Nullable(Name(property.PropertyType), nullability.Create(property).ReadState, property.PropertyType);

    private string Index(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } indices
        ? $"[{string.Join(", ", indices.Select(Parameter))}]"
        : "";

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } g && IsVisible(g) ? "get;" : "";
        var set = property.SetMethod is { } s && IsVisible(s)
            ? s.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;"
            : "";
        return $"{{{get}{set}}}";
    }

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "";
        if (method.IsStatic)
            return access + "static ";
        if (method is not MethodInfo info || info.DeclaringType!.IsInterface)
            return access;
        if (info.GetBaseDefinition() != info)
            return access + (info.IsFinal ? "sealed override " : "override ");
        if (info.IsAbstract)
            return access + "abstract ";
        return info is { IsVirtual: true, IsFinal: false } ? access + "virtual " : access;
    }

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } when parameter.IsIn => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        var type = Nullable(Name(parameter.ParameterType), nullability.Create(parameter).ReadState, parameter.ParameterType);
        var value = parameter.HasDefaultValue ? " = " + Literal(parameter) : "";
        return $"{prefix}{type} {parameter.Name}{value}";
    }

    private static string Literal(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && System.Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Nullable(string name, NullabilityState state, Type type) =>
        state == NullabilityState.Nullable && !type.IsValueType ? name + "?" : name;

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer)
            return Name(type.GetElementType()!) + "*";
        if (System.Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        if (type.IsGenericParameter)
            return type.Name;
        var path = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : Keyword(type);
        var mark = path.LastIndexOf('`');
        if (mark < 0)
            return path;
        var own = int.Parse(path.AsSpan(mark + 1), CultureInfo.InvariantCulture);
        return $"{path[..mark]}<{string.Join(", ", type.GetGenericArguments()[^own..].Select(Name))}>";
    }

    private static string Keyword(Type type) => type.Namespace is "System" or null
        ? System.Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 => "int",
            TypeCode.Int64 => "long",
            TypeCode.Double => "double",
            TypeCode.Single => "float",
            TypeCode.Boolean => "bool",
            TypeCode.String => "string",
            TypeCode.Byte => "byte",
            _ => type == typeof(void) ? "void" : type == typeof(object) ? "object" : type.Name,
        }
        : type.Namespace.StartsWith("System", StringComparison.Ordinal) || type == typeof(torch) ? type.Name : $"{type.Namespace}.{type.Name}";

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo e => IsVisible(e.AddMethod!),
        _ => false,
    };

    // Accessors are shown with their properties; what the compiler adds to records is the same for each.
    private static bool IsNoise(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.Name == "value__"
        || member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal)
        || member is MethodBase && member.IsDefined(typeof(CompilerGeneratedAttribute));
}

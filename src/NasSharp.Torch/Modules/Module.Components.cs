using System.Collections.Concurrent;
using System.Reflection;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

/// <summary>Gives a module's field another name in the module tree.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ComponentNameAttribute : Attribute
{
    /// <summary>The name in the module tree.</summary>
    public string? Name { get; set; }
}

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            private static readonly ConcurrentDictionary<Type, FieldInfo[]> ComponentFields = new();

            /// <summary>
            /// Registers the fields of this object that hold modules, parameters or tensors (as buffers), under the names of the fields, base
            /// classes first. Fields that are null or registered already are left alone, so it may be called in each constructor of a hierarchy.
            /// </summary>
            protected void RegisterComponents()
            {
                registered = true;
                foreach (var field in ComponentFields.GetOrAdd(GetType(), FindFields))
                {
                    var key = ComponentName(field);
                    switch (field.GetValue(this))
                    {
                        case Module module when !children_.ContainsKey(key):
                            register_module(key, module);
                            break;
                        case Parameter parameter when !parameters_.ContainsKey(key):
                            register_parameter(key, parameter);
                            break;
                        case Modules.Parameter:
                            break;
                        case Tensor tensor when !buffers_.ContainsKey(key):
                            register_buffer(key, tensor);
                            break;
                    }
                }
            }

            /// <summary>The field of this object that holds <paramref name="child"/> under <paramref name="key"/>, or null.</summary>
            internal FieldInfo? FieldOf(string key, Module child) => ComponentFields.GetOrAdd(GetType(), FindFields)
                .FirstOrDefault(field => ComponentName(field) == key && ReferenceEquals(field.GetValue(this), child));

            private static FieldInfo[] FindFields(Type type)
            {
                var hierarchy = new Stack<Type>();
                for (var t = type; t is not null && t != typeof(Module); t = t.BaseType)
                    hierarchy.Push(t);
                return [.. hierarchy.SelectMany(t => t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .OrderBy(f => f.MetadataToken)
                    .Where(f => MayHoldComponent(f.FieldType)))];
            }

            private static bool MayHoldComponent(Type type) =>
                typeof(Module).IsAssignableFrom(type) || typeof(Tensor).IsAssignableFrom(type) || type == typeof(object) || type.IsInterface;

            // An auto-property's field is called <Name>k__BackingField.
            private static string ComponentName(FieldInfo field)
            {
                var plain = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
                var attribute = field.GetCustomAttribute<ComponentNameAttribute>()
                    ?? (field.Name.StartsWith('<')
                        ? field.DeclaringType!.GetProperty(plain, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.GetCustomAttribute<ComponentNameAttribute>()
                        : null);
                return attribute?.Name ?? plain;
            }
        }
    }
}

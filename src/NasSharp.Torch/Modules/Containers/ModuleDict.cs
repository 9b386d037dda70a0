using System.Collections;
using System.Diagnostics.CodeAnalysis;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Modules by name, in the order in which they were added. It computes nothing itself.</summary>
    public class ModuleDict<T> : torch.nn.Module, IEnumerable<(string name, T module)>
        where T : torch.nn.Module
    {
        /// <summary>Makes a dictionary of modules.</summary>
        public ModuleDict(params IEnumerable<(string name, T module)> modules) : base("ModuleDict") => update(modules);

        /// <summary>Number of modules.</summary>
        public int Count => Children.Count;

        /// <summary>The names in order.</summary>
        public IReadOnlyList<string> Keys => [.. Children.Keys];

        /// <summary>The modules in order.</summary>
        public IReadOnlyList<T> Values => [.. Children.Values.Cast<T>()];

        /// <summary>The module with a name; setting adds or replaces it.</summary>
        /// <exception cref="KeyNotFoundException">There is no such name.</exception>
        public T this[string key]
        {
            get => TryGetValue(key, out var module)
                ? module
                : throw new KeyNotFoundException($"there is no module '{key}': the names are {string.Join(", ", Children.Keys)}");
            set => register_module(key, value);
        }

        /// <summary>The name and module at a position.</summary>
        public (string name, T module) this[int index]
        {
            get
            {
                var (name, module) = Children.GetAt(index);
                return (name, (T)module);
            }
        }

        /// <summary>The names in order.</summary>
        public IEnumerable<string> keys() => Keys;

        /// <summary>The modules in order.</summary>
        public IEnumerable<T> values() => Values;

        /// <summary>The names and modules in order.</summary>
        public IEnumerator<(string name, T module)> items() => GetEnumerator();

        /// <summary>Adds a module.</summary>
        /// <exception cref="ArgumentException">The name is taken.</exception>
        public void Add(string key, T module)
        {
            if (ContainsKey(key))
                throw new ArgumentException($"there already is a module named '{key}'", nameof(key));
            register_module(key, module);
        }

        /// <summary>Adds a module.</summary>
        public void Add((string name, T module) item) => Add(item.name, item.module);

        /// <summary>Adds modules; a known name replaces its module in place.</summary>
        public void update(IEnumerable<(string name, T module)> modules)
        {
            foreach (var (name, module) in modules)
                register_module(name, module);
        }

        /// <summary>Removes a module and returns it.</summary>
        public T pop(string key)
        {
            var module = this[key];
            Children.Remove(key);
            return module;
        }

        /// <summary>Removes a module; false when there is none of that name.</summary>
        public bool Remove(string key) => Children.Remove(key);

        /// <summary>Whether there is a module of that name.</summary>
        public bool ContainsKey(string key) => Children.ContainsKey(key);

        /// <summary>Whether there is a module of that name.</summary>
        public bool contains(string key) => ContainsKey(key);

        /// <summary>Finds a module.</summary>
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T module)
        {
            var found = Children.TryGetValue(key, out var child);
            module = (T?)child;
            return found;
        }

        /// <summary>Removes all modules.</summary>
        public void Clear() => Children.Clear();

        /// <summary>Removes all modules.</summary>
        public void clear() => Clear();

        /// <summary>The names and modules in order.</summary>
        public IEnumerator<(string name, T module)> GetEnumerator() => Children.Select(child => (child.Key, (T)child.Value)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Modules of any kind by name.</summary>
    public sealed class ModuleDict : ModuleDict<torch.nn.Module>
    {
        /// <summary>Makes a dictionary of modules.</summary>
        public ModuleDict(params (string name, torch.nn.Module module)[] modules) : base(modules)
        {
        }
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules of any kind by name.</summary>
            public static ModuleDict ModuleDict(params (string, Module)[] modules) => new(modules);

            /// <summary>Modules of one kind by name.</summary>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
                where T : Module => new(modules);
        }
    }
}

using System.Collections;
using System.Globalization;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Modules in a list, named "0", "1", ... It computes nothing itself.</summary>
    public class ModuleList<T> : torch.nn.Module, IList<T>
        where T : torch.nn.Module
    {
        /// <summary>Makes a list of modules.</summary>
        public ModuleList(params IEnumerable<T> modules) : base("ModuleList") => extend(modules);

        /// <inheritdoc/>
        public int Count => Children.Count;

        /// <inheritdoc/>
        public bool IsReadOnly => false;

        /// <inheritdoc/>
        public T this[int index]
        {
            get => (T)Children.GetAt(index).Value;
            set => register_module(Children.GetAt(index).Key, value);
        }

        /// <summary>Adds a module at the end.</summary>
        public ModuleList<T> append(T module)
        {
            register_module(Count.ToString(CultureInfo.InvariantCulture), module);
            return this;
        }

        /// <summary>Adds modules at the end.</summary>
        public ModuleList<T> extend(IEnumerable<T> modules)
        {
            foreach (var module in modules)
                append(module);
            return this;
        }

        /// <inheritdoc/>
        public void Add(T item) => append(item);

        /// <summary>Puts a module at a position; those behind it move and are renamed.</summary>
        public void Insert(int index, T item) => Rebuild(list => list.Insert(index, item));

        /// <summary>Removes the module at a position; those behind it move and are renamed.</summary>
        public void RemoveAt(int index) => Rebuild(list => list.RemoveAt(index));

        /// <inheritdoc/>
        public bool Remove(T item)
        {
            var index = IndexOf(item);
            if (index >= 0)
                RemoveAt(index);
            return index >= 0;
        }

        /// <inheritdoc/>
        public void Clear() => Children.Clear();

        /// <inheritdoc/>
        public bool Contains(T item) => IndexOf(item) >= 0;

        /// <inheritdoc/>
        public int IndexOf(T item)
        {
            for (var i = 0; i < Count; i++)
            {
                if (ReferenceEquals(this[i], item))
                    return i;
            }
            return -1;
        }

        /// <inheritdoc/>
        public void CopyTo(T[] array, int arrayIndex) => Children.Values.Cast<T>().ToList().CopyTo(array, arrayIndex);

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => Children.Values.Cast<T>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private void Rebuild(Action<List<T>> change)
        {
            var list = this.ToList();
            change(list);
            Children.Clear();
            extend(list);
        }
    }

    /// <summary>Modules of any kind in a list.</summary>
    public sealed class ModuleList : ModuleList<torch.nn.Module>
    {
        /// <summary>Makes a list of modules.</summary>
        public ModuleList(params torch.nn.Module[] modules) : base(modules)
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
            /// <summary>A list of modules of any kind.</summary>
            public static ModuleList ModuleList(params Module[] modules) => new(modules);

            /// <summary>A list of modules of one kind.</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);
        }
    }
}

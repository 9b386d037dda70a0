using NasSharp.Torch.Modules;

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>Neural-network modules, their building blocks and functions.</summary>
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: named child modules, parameters and buffers, kept in the order in which they were registered.
        /// A subclass declares them as fields and calls <see cref="RegisterComponents"/> at the end of its constructor.
        /// </summary>
        public abstract partial class Module : IDisposable
        {
            private readonly string name;
            private readonly OrderedDictionary<string, Module> children_ = [];
            private readonly OrderedDictionary<string, Parameter> parameters_ = [];
            private readonly OrderedDictionary<string, (Tensor tensor, bool persistent)> buffers_ = [];
            private bool registered;

            /// <summary>Makes a module; the name is for messages only.</summary>
            protected Module(string name) => this.name = name;

            /// <summary>Makes a module named after its class.</summary>
            protected Module() => name = GetType().Name;

            /// <summary>Whether the module is in training mode; true at first.</summary>
            public bool training { get; private set; } = true;

            /// <summary>Whether hooks run around <c>forward</c>; who computes a module's work by other means must not do so then.</summary>
            internal virtual bool HasHooks => false;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => name;

            /// <summary>Sets training mode here and in all children.</summary>
            public virtual void train(bool on = true)
            {
                training = on;
                foreach (var (_, child) in Children)
                    child.train(on);
            }

            /// <summary>Sets evaluation mode here and in all children.</summary>
            public void eval() => train(false);

            /// <summary>The child modules with their names.</summary>
            public IEnumerable<(string name, Module module)> named_children() => Children.Select(c => (c.Key, c.Value)).ToList();

            /// <summary>The child modules.</summary>
            public IEnumerable<Module> children() => Children.Values.ToList();

            /// <summary>This module and all below it with dotted paths, parents first; an instance that occurs twice is listed once.</summary>
            public IEnumerable<(string name, Module module)> named_modules() => NamedModules("", new HashSet<Module>(ReferenceEqualityComparer.Instance));

            /// <summary>This module and all below it, parents first.</summary>
            public IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parameters with dotted paths; a parameter that occurs twice is listed once.</summary>
            public IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (path, module) in recurse ? named_modules() : [("", this)])
                {
                    foreach (var (key, parameter) in module.Parameters)
                    {
                        if (seen.Add(parameter))
                            yield return (Join(path, key), parameter);
                    }
                }
            }

            /// <summary>The parameters of this module and of all below it.</summary>
            public IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The buffers with dotted paths.</summary>
            public IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) => NamedBuffers(recurse).Select(b => (b.name, b.buffer));

            /// <summary>The buffers of this module and of all below it.</summary>
            public IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(b => b.buffer);

            /// <summary>Adds a child. The same name again replaces the child.</summary>
            /// <exception cref="ArgumentException">The name is empty, contains a dot or is taken by a parameter or buffer.</exception>
            public void register_module(string name, Module submodule)
            {
                CheckName(name, children_);
                registered = true;
                children_[name] = submodule;
            }

            /// <summary>Adds a parameter. The same name again replaces it.</summary>
            /// <exception cref="ArgumentException">The name is empty, contains a dot or is taken by a child or buffer.</exception>
            public void register_parameter(string name, Parameter parameter)
            {
                CheckName(name, parameters_);
                registered = true;
                parameter.DetachFromDisposeScope();
                parameters_[name] = parameter;
            }

            /// <summary>Adds a tensor that is saved and moved with the module but not trained; not saved when not persistent.</summary>
            /// <exception cref="ArgumentException">The name is empty, contains a dot or is taken by a child or parameter.</exception>
            public void register_buffer(string name, Tensor buffer, bool persistent = true)
            {
                CheckName(name, buffers_);
                registered = true;
                buffer.DetachFromDisposeScope();
                buffers_[name] = (buffer, persistent);
            }

            /// <summary>Removes a child, parameter or buffer without disposing it; false when there is none of that name.</summary>
            internal bool Unregister(string name) => children_.Remove(name) || parameters_.Remove(name) || buffers_.Remove(name);

            /// <summary>Applies a function to all modules below this one, then to this one.</summary>
            public Module apply(Action<Module> fn)
            {
                foreach (var child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Clears the gradients of all parameters; null instead of zeros unless <paramref name="set_to_none"/> is false.</summary>
            public void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                        parameter.grad = null;
                    else if (parameter.grad is { } grad)
                        grad.zero_();
                }
            }

            /// <summary>Sets whether the parameters are trained.</summary>
            public Module requires_grad_(bool requires_grad = true)
            {
                foreach (var parameter in parameters())
                    parameter.requires_grad = requires_grad;
                return this;
            }

            /// <summary>Frees the parameters and buffers of this module and of all below it.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees what the module owns.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var module in modules().ToList())
                {
                    foreach (var parameter in module.parameters_.Values)
                        parameter.Dispose();
                    foreach (var (buffer, _) in module.buffers_.Values)
                        buffer.Dispose();
                }
            }

            internal OrderedDictionary<string, Module> Children => Registered().children_;

            internal OrderedDictionary<string, Parameter> Parameters => Registered().parameters_;

            internal OrderedDictionary<string, (Tensor tensor, bool persistent)> Buffers => Registered().buffers_;

            private Module Registered()
            {
                // A model whose author forgot RegisterComponents would silently have no parameters.
                if (!registered)
                    RegisterComponents();
                return this;
            }

            private IEnumerable<(string name, Module module)> NamedModules(string path, HashSet<Module> seen)
            {
                if (!seen.Add(this))
                    yield break;
                yield return (path, this);
                foreach (var (key, child) in Children)
                {
                    foreach (var below in child.NamedModules(Join(path, key), seen))
                        yield return below;
                }
            }

            internal IEnumerable<(string name, Tensor buffer, bool persistent)> NamedBuffers(bool recurse)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (path, module) in recurse ? named_modules() : [("", this)])
                {
                    foreach (var (key, (buffer, persistent)) in module.Buffers)
                    {
                        if (seen.Add(buffer))
                            yield return (Join(path, key), buffer, persistent);
                    }
                }
            }

            private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

            private void CheckName(string key, object target)
            {
                if (key.Length == 0 || key.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"'{key}' cannot name a part of {name}: names are not empty and contain no dot");
                var taken = (children_.ContainsKey(key) && target != children_) || (parameters_.ContainsKey(key) && target != (object)parameters_)
                    || (buffers_.ContainsKey(key) && target != (object)buffers_);
                if (taken)
                    throw new ArgumentException($"{name} already has a part of another kind named '{key}'");
            }
        }
    }
}

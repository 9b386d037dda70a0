using NasSharp.Torch.Observation;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with one input.</summary>
        public abstract class Module<T1, TResult> : Module
        {
            private HookList<Action<Module<T1, TResult>, T1>>? before;
            private HookList<Func<Module<T1, TResult>, T1, TResult, TResult?>>? after;

            internal override bool HasHooks => before is { Any: true } || after is { Any: true };

            /// <summary>Makes a module; the name is for messages only.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>Makes a module named after its class.</summary>
            protected Module()
            {
            }

            /// <summary>What the module computes. Callers use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input)
            {
                using var running = Observers.Enter(this);
                before?.ForEach(hook => hook(this, input));
                var result = forward(input);
                after?.ForEach(hook => result = hook(this, input, result) ?? result);
                return result;
            }

            /// <summary>Calls <paramref name="hook"/> before each forward; disposing the result removes it.</summary>
            public IDisposable register_forward_pre_hook(Action<Module<T1, TResult>, T1> hook) => (before ??= new()).Add(hook);

            /// <summary>Calls <paramref name="hook"/> after each forward; what it returns, unless null, takes the place of the result. Disposing removes it.</summary>
            public IDisposable register_forward_hook(Func<Module<T1, TResult>, T1, TResult, TResult?> hook) => (after ??= new()).Add(hook);
        }

        /// <summary>A module with two inputs.</summary>
        public abstract class Module<T1, T2, TResult> : Module
        {
            private HookList<Action<Module<T1, T2, TResult>, T1, T2>>? before;
            private HookList<Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult?>>? after;

            internal override bool HasHooks => before is { Any: true } || after is { Any: true };

            /// <summary>Makes a module; the name is for messages only.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>Makes a module named after its class.</summary>
            protected Module()
            {
            }

            /// <summary>What the module computes. Callers use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                using var running = Observers.Enter(this);
                before?.ForEach(hook => hook(this, input1, input2));
                var result = forward(input1, input2);
                after?.ForEach(hook => result = hook(this, input1, input2, result) ?? result);
                return result;
            }

            /// <summary>Calls <paramref name="hook"/> before each forward; disposing the result removes it.</summary>
            public IDisposable register_forward_pre_hook(Action<Module<T1, T2, TResult>, T1, T2> hook) => (before ??= new()).Add(hook);

            /// <summary>Calls <paramref name="hook"/> after each forward; what it returns, unless null, takes the place of the result. Disposing removes it.</summary>
            public IDisposable register_forward_hook(Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult?> hook) => (after ??= new()).Add(hook);
        }

        /// <summary>A module with three inputs.</summary>
        public abstract class Module<T1, T2, T3, TResult> : Module
        {
            private HookList<Action<Module<T1, T2, T3, TResult>, T1, T2, T3>>? before;
            private HookList<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult?>>? after;

            internal override bool HasHooks => before is { Any: true } || after is { Any: true };

            /// <summary>Makes a module; the name is for messages only.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>Makes a module named after its class.</summary>
            protected Module()
            {
            }

            /// <summary>What the module computes. Callers use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                using var running = Observers.Enter(this);
                before?.ForEach(hook => hook(this, input1, input2, input3));
                var result = forward(input1, input2, input3);
                after?.ForEach(hook => result = hook(this, input1, input2, input3, result) ?? result);
                return result;
            }

            /// <summary>Calls <paramref name="hook"/> before each forward; disposing the result removes it.</summary>
            public IDisposable register_forward_pre_hook(Action<Module<T1, T2, T3, TResult>, T1, T2, T3> hook) => (before ??= new()).Add(hook);

            /// <summary>Calls <paramref name="hook"/> after each forward; what it returns, unless null, takes the place of the result. Disposing removes it.</summary>
            public IDisposable register_forward_hook(Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult?> hook) => (after ??= new()).Add(hook);
        }

        /// <summary>A module with four inputs.</summary>
        public abstract class Module<T1, T2, T3, T4, TResult> : Module
        {
            private HookList<Action<Module<T1, T2, T3, T4, TResult>, T1, T2, T3, T4>>? before;
            private HookList<Func<Module<T1, T2, T3, T4, TResult>, T1, T2, T3, T4, TResult, TResult?>>? after;

            internal override bool HasHooks => before is { Any: true } || after is { Any: true };

            /// <summary>Makes a module; the name is for messages only.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>Makes a module named after its class.</summary>
            protected Module()
            {
            }

            /// <summary>What the module computes. Callers use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4)
            {
                using var running = Observers.Enter(this);
                before?.ForEach(hook => hook(this, input1, input2, input3, input4));
                var result = forward(input1, input2, input3, input4);
                after?.ForEach(hook => result = hook(this, input1, input2, input3, input4, result) ?? result);
                return result;
            }

            /// <summary>Calls <paramref name="hook"/> before each forward; disposing the result removes it.</summary>
            public IDisposable register_forward_pre_hook(Action<Module<T1, T2, T3, T4, TResult>, T1, T2, T3, T4> hook) => (before ??= new()).Add(hook);

            /// <summary>Calls <paramref name="hook"/> after each forward; what it returns, unless null, takes the place of the result. Disposing removes it.</summary>
            public IDisposable register_forward_hook(Func<Module<T1, T2, T3, T4, TResult>, T1, T2, T3, T4, TResult, TResult?> hook) => (after ??= new()).Add(hook);
        }
    }
}

using NasSharp.Torch.Observation;

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with five inputs.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, TResult> : Module
        {
            private HookList<Action<Module<T1, T2, T3, T4, T5, TResult>, T1, T2, T3, T4, T5>>? before;
            private HookList<Func<Module<T1, T2, T3, T4, T5, TResult>, T1, T2, T3, T4, T5, TResult, TResult?>>? after;

            /// <summary>Makes a module; the name is for messages only.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>Makes a module named after its class.</summary>
            protected Module()
            {
            }

            /// <summary>What the module computes. Callers use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5)
            {
                using var running = Observers.Enter(this);
                before?.ForEach(hook => hook(this, input1, input2, input3, input4, input5));
                var result = forward(input1, input2, input3, input4, input5);
                after?.ForEach(hook => result = hook(this, input1, input2, input3, input4, input5, result) ?? result);
                return result;
            }

            /// <summary>Calls <paramref name="hook"/> before each forward; disposing the result removes it.</summary>
            public IDisposable register_forward_pre_hook(Action<Module<T1, T2, T3, T4, T5, TResult>, T1, T2, T3, T4, T5> hook) => (before ??= new()).Add(hook);

            /// <summary>Calls <paramref name="hook"/> after each forward; what it returns, unless null, takes the place of the result. Disposing removes it.</summary>
            public IDisposable register_forward_hook(Func<Module<T1, T2, T3, T4, T5, TResult>, T1, T2, T3, T4, T5, TResult, TResult?> hook) => (after ??= new()).Add(hook);
        }

        /// <summary>A module with six inputs.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, T6, TResult> : Module
        {
            private HookList<Action<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6>>? before;
            private HookList<Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, TResult, TResult?>>? after;

            /// <summary>Makes a module; the name is for messages only.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>Makes a module named after its class.</summary>
            protected Module()
            {
            }

            /// <summary>What the module computes. Callers use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6)
            {
                using var running = Observers.Enter(this);
                before?.ForEach(hook => hook(this, input1, input2, input3, input4, input5, input6));
                var result = forward(input1, input2, input3, input4, input5, input6);
                after?.ForEach(hook => result = hook(this, input1, input2, input3, input4, input5, input6, result) ?? result);
                return result;
            }

            /// <summary>Calls <paramref name="hook"/> before each forward; disposing the result removes it.</summary>
            public IDisposable register_forward_pre_hook(Action<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6> hook) => (before ??= new()).Add(hook);

            /// <summary>Calls <paramref name="hook"/> after each forward; what it returns, unless null, takes the place of the result. Disposing removes it.</summary>
            public IDisposable register_forward_hook(Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, TResult, TResult?> hook) => (after ??= new()).Add(hook);
        }
    }
}

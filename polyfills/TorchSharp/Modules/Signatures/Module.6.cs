using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module of six arguments, as its callers see it.</summary>
        public interface IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);
        }

        /// <summary>A module whose forward takes six arguments.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, T6, TResult> :
            HookableModule<Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, (T1, T2, T3, T4, T5, T6)?>, Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, TResult, TResult>>,
            IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);

            /// <summary>Runs the hooks and forward.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6)
            {
                foreach (Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, (T1, T2, T3, T4, T5, T6)?> hook in PreHooks)
                {
                    if (hook(this, input1, input2, input3, input4, input5, input6) is { } modified)
                    {
                        (input1, input2, input3, input4, input5, input6) = modified;
                    }
                }
                TResult result = forward(input1, input2, input3, input4, input5, input6);
                foreach (Func<Module<T1, T2, T3, T4, T5, T6, TResult>, T1, T2, T3, T4, T5, T6, TResult, TResult> hook in PostHooks)
                {
                    result = hook(this, input1, input2, input3, input4, input5, input6, result);
                }
                return result;
            }
        }
    }
}

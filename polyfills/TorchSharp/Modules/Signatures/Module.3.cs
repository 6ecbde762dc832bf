using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module of three arguments, as its callers see it.</summary>
        public interface IModule<T1, T2, T3, TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module whose forward takes three arguments.</summary>
        public abstract class Module<T1, T2, T3, TResult> :
            HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>,
            IModule<T1, T2, T3, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the hooks and forward.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                foreach (Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?> hook in PreHooks)
                {
                    if (hook(this, input1, input2, input3) is { } modified)
                    {
                        (input1, input2, input3) = modified;
                    }
                }
                TResult result = forward(input1, input2, input3);
                foreach (Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult> hook in PostHooks)
                {
                    result = hook(this, input1, input2, input3, result);
                }
                return result;
            }
        }
    }
}

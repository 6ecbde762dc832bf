using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module of two arguments, as its callers see it.</summary>
        public interface IModule<T1, T2, TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module whose forward takes two arguments.</summary>
        public abstract class Module<T1, T2, TResult> :
            HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>,
            IModule<T1, T2, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the hooks and forward.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                foreach (Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?> hook in PreHooks)
                {
                    if (hook(this, input1, input2) is { } modified)
                    {
                        (input1, input2) = modified;
                    }
                }
                TResult result = forward(input1, input2);
                foreach (Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult> hook in PostHooks)
                {
                    result = hook(this, input1, input2, result);
                }
                return result;
            }
        }
    }
}

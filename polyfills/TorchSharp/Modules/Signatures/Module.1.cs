using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module of one argument, as its callers see it.</summary>
        public interface IModule<T, TResult>
        {
            TResult call(T input);
        }

        /// <summary>A module whose forward takes one argument.</summary>
        public abstract class Module<T, TResult> :
            HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>,
            IModule<T, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T input);

            /// <summary>Runs the hooks and forward.</summary>
            public TResult call(T input)
            {
                foreach (Func<Module<T, TResult>, T, T> hook in PreHooks)
                {
                    input = hook(this, input);
                }
                TResult result = forward(input);
                foreach (Func<Module<T, TResult>, T, TResult, TResult> hook in PostHooks)
                {
                    result = hook(this, input, result);
                }
                return result;
            }
        }
    }
}

using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose call runs hooks before and after forward.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
            where TPreHook : Delegate
            where TPostHook : Delegate
        {
            private readonly List<TPreHook> preHooks = [];
            private readonly List<TPostHook> postHooks = [];

            protected HookableModule(string name)
                : base(name)
            {
            }

            // Snapshots, since a hook may remove itself.
            protected IReadOnlyList<TPreHook> PreHooks => preHooks.Count == 0 ? [] : [.. preHooks];

            protected IReadOnlyList<TPostHook> PostHooks => postHooks.Count == 0 ? [] : [.. postHooks];

            public HookRemover register_forward_hook(TPostHook hook)
            {
                postHooks.Add(hook);
                return new HookRemover(() => postHooks.Remove(hook));
            }

            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                preHooks.Add(hook);
                return new HookRemover(() => preHooks.Remove(hook));
            }

            public sealed class HookRemover
            {
                private readonly Action remover;

                internal HookRemover(Action remove) => remover = remove;

                public void remove() => remover();
            }
        }
    }
}

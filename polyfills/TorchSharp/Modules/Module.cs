using System;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>A part of a network: it owns parameters, buffers and further modules.</summary>
        public partial class Module : IDisposable
        {
            private readonly string name;
            private bool isTraining = true;

            protected Module(string name) => this.name = name;

            ~Module() => Dispose(false);

            public virtual bool training => isTraining;

            public virtual string GetName() => name;

            /// <summary>Switches dropout and normalization between learning and use, here and in all parts.</summary>
            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (Module child in submodules.Values)
                {
                    child.train(train);
                }
            }

            public virtual void eval() => train(false);

            /// <summary>Calls a function on every part, innermost first, then on this module.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module child in submodules.Values)
                {
                    child.apply(fn);
                }
                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients, or with <paramref name="set_to_none"/> false zeroes them where they are.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        parameter.ZeroGrad();
                    }
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }
                foreach (Tensor tensor in buffers(false).Concat(parameters(false)).ToArray())
                {
                    tensor.Dispose();
                }
                foreach (Module child in submodules.Values)
                {
                    child.Dispose();
                }
            }
        }
    }
}

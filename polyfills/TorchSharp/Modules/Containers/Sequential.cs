using System.Collections;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules in a row, each fed with the result of the one before.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>, IReadOnlyList<nn.IModule<Tensor, Tensor>>
    {
        private readonly List<nn.Module<Tensor, Tensor>> row = [];

        internal Sequential(IEnumerable<(string name, nn.Module<Tensor, Tensor> module)> modules)
            : base(nameof(Sequential))
        {
            foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
            {
                append(name, module);
            }
        }

        public int Count => row.Count;

        public nn.IModule<Tensor, Tensor> this[int index] => row[index];

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            var typed = (nn.Module<Tensor, Tensor>)module;
            register_module(name, typed);
            row.Add(typed);
            return this;
        }

        public Sequential append(nn.IModule<Tensor, Tensor> module) =>
            append(row.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

        public void Add(nn.IModule<Tensor, Tensor> module) => append(module);

        public override Tensor forward(Tensor input)
        {
            if (row.Count == 0)
            {
                return input.alias();
            }
            foreach (nn.Module<Tensor, Tensor> module in row)
            {
                input = module.call(input);
            }
            return input;
        }

        public IEnumerator<nn.IModule<Tensor, Tensor>> GetEnumerator() => row.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        // The modules were registered as they came.
        protected override void RegisterComponents()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <summary>Names the modules "0", "1", ...</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(Numbered(modules));

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(Numbered(modules));

            private static IEnumerable<(string, Module<Tensor, Tensor>)> Numbered(IEnumerable<Module<Tensor, Tensor>> modules) =>
                modules.Select((module, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), module));
        }
    }
}

using System.Collections;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by name, in the order in which they came.</summary>
    public class ModuleDict<T> : nn.Module, IReadOnlyCollection<(string, T)>
        where T : nn.Module
    {
        private readonly OrderedDictionary<string, T> modulesByName = [];

        public ModuleDict(params (string, T)[] modules)
            : base(nameof(ModuleDict<T>))
        {
            foreach ((string name, T module) in modules)
            {
                Add(name, module);
            }
        }

        public int Count => modulesByName.Count;

        public ICollection<string> Keys => modulesByName.Keys;

        public ICollection<T> Values => modulesByName.Values;

        public T this[string key]
        {
            get => modulesByName[key];
            set
            {
                modulesByName[key] = value;
                Renew();
            }
        }

        public void Add(string key, T value)
        {
            register_module(key, value);
            modulesByName.Add(key, value);
        }

        public void Add((string, T) item) => Add(item.Item1, item.Item2);

        public bool ContainsKey(string key) => modulesByName.ContainsKey(key);

        public bool TryGetValue(string key, out T value) => modulesByName.TryGetValue(key, out value!);

        public bool Remove(string key)
        {
            bool removed = modulesByName.Remove(key);
            Renew();
            return removed;
        }

        public void clear()
        {
            modulesByName.Clear();
            Renew();
        }

        public IEnumerator<(string, T)> GetEnumerator() => modulesByName.Select(entry => (entry.Key, entry.Value)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        // The modules were registered as they came.
        protected override void RegisterComponents()
        {
        }

        private void Renew()
        {
            ClearModules();
            foreach ((string name, T module) in modulesByName)
            {
                register_module(name, module);
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
                where T : Module => new(modules);
        }
    }
}

using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by position, registered as "0", "1", ...</summary>
    public class ModuleList<T> : nn.Module, IList<T>
        where T : nn.Module
    {
        private readonly List<T> list = [];

        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<T>))
        {
            foreach (T module in modules)
            {
                Add(module);
            }
        }

        public int Count => list.Count;

        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => list[index];
            set
            {
                list[index] = value;
                Renumber();
            }
        }

        public void Add(T item)
        {
            register_module(list.Count.ToString(CultureInfo.InvariantCulture), item);
            list.Add(item);
        }

        public void append(T module) => Add(module);

        public void extend(IEnumerable<T> modules)
        {
            foreach (T module in modules)
            {
                Add(module);
            }
        }

        public void Insert(int index, T item)
        {
            list.Insert(index, item);
            Renumber();
        }

        public bool Remove(T item)
        {
            bool removed = list.Remove(item);
            Renumber();
            return removed;
        }

        public void RemoveAt(int index)
        {
            list.RemoveAt(index);
            Renumber();
        }

        public void Clear()
        {
            list.Clear();
            Renumber();
        }

        public bool Contains(T item) => list.Contains(item);

        public int IndexOf(T item) => list.IndexOf(item);

        public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

        public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        // The modules were registered as they came.
        protected override void RegisterComponents()
        {
        }

        private void Renumber()
        {
            ClearModules();
            for (int i = 0; i < list.Count; i++)
            {
                register_module(i.ToString(CultureInfo.InvariantCulture), list[i]);
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
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);
        }
    }
}

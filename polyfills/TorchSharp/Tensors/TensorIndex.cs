using System;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index expression, with NumPy's meaning.</summary>
    public readonly struct TensorIndex
    {
        private readonly IndexKind kind;
        private readonly long? start;
        private readonly long? stop;
        private readonly long? step;
        private readonly Tensor? tensor;

        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            this.kind = kind;
            this.start = start;
            this.stop = stop;
            this.step = step;
            this.tensor = tensor;
        }

        /// <summary>As many whole dimensions as the expression leaves unnamed.</summary>
        public static TensorIndex Ellipsis { get; } = new(IndexKind.Ellipsis);

        /// <summary>A new dimension of extent 1.</summary>
        public static TensorIndex None { get; } = new(IndexKind.NewAxis);

        /// <inheritdoc cref="None"/>
        public static TensorIndex Null => None;

        /// <summary>The whole dimension.</summary>
        public static TensorIndex Colon { get; } = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(IndexKind.Slice, start, stop, step);

        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        public static TensorIndex Slice(Range range)
        {
            // ^0 is the end itself: as a start nothing is left, as an end the slice is open. Minus zero would say the beginning.
            long begin = range.Start switch
            {
                { IsFromEnd: true, Value: 0 } => long.MaxValue,
                { IsFromEnd: true } start => -start.Value,
                var start => start.Value,
            };
            return range.End switch
            {
                { IsFromEnd: true, Value: 0 } => Slice(begin),
                { IsFromEnd: true } end => Slice(begin, -end.Value),
                var end => Slice(begin, end.Value),
            };
        }

        public static TensorIndex Bool(bool value) => new(IndexKind.Boolean, value ? 1 : 0);

        public static TensorIndex Single(long? index) => new(IndexKind.Single, index ?? throw new ArgumentNullException(nameof(index)));

        /// <summary>A boolean mask, or a tensor of positions.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        internal NativeIndex ToNative() => new(
            kind,
            start ?? 0,
            stop ?? 0,
            step ?? 0,
            (start.HasValue ? 1 : 0) | (stop.HasValue ? 2 : 0) | (step.HasValue ? 4 : 0),
            tensor?.Handle ?? 0);

        internal void KeepAlive() => GC.KeepAlive(tensor);
    }
}

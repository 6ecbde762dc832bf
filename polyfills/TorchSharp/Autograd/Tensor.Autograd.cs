using System.Collections.Generic;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => LibTorch.tensor_requires_grad(this) != 0;
            set => LibTorch.tensor_set_requires_grad(this, value);
        }

        public bool is_leaf => LibTorch.tensor_is_leaf(this) != 0;

        /// <summary>The gradient that backward accumulated; null before, and for tensors that keep none. Assigned, a tensor of the same
        /// shape, type and device becomes the place into which backward accumulates.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient = LibTorch.tensor_grad(this);
                return gradient != 0 ? new Tensor(gradient) : null;
            }

            set => LibTorch.tensor_set_grad(this, value);
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Makes backward keep the gradient of a tensor that is no leaf.</summary>
        public void retain_grad() => LibTorch.tensor_retain_grad(this);

        /// <summary>The same memory, cut off from the graph.</summary>
        public Tensor detach() => LibTorch.tensor_detach(this);

        public Tensor detach_()
        {
            LibTorch.tensor_detach_(this);
            return this;
        }

        /// <summary>Accumulates the derivative of this tensor into the <see cref="grad"/> of the leaves that it was computed
        /// from.</summary>
        /// <param name="grad_tensors">The derivative of the caller's quantity by this tensor; not needed when it has one element.</param>
        /// <param name="retain_graph">Whether the graph can be used again.</param>
        /// <param name="create_graph">Whether the derivative can itself be differentiated.</param>
        /// <param name="inputs">The leaves to accumulate into; all of them when absent.</param>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            LibTorch.backward(
                new[] { this }, TensorList.From(grad_tensors), retain_graph || create_graph, create_graph, TensorList.From(inputs));

        // For use within one operation: the caller disposes it, and no scope hears of it.
        internal Tensor? UnscopedGrad()
        {
            nint gradient = LibTorch.tensor_grad(this);
            if (gradient == 0)
            {
                return null;
            }
            DisposeScopeManager.Statistics.CreatedOutsideScopeCount++;
            return new Tensor(gradient, register: false);
        }

        internal bool HasGrad => LibTorch.tensor_has_grad(this) != 0;

        internal void ZeroGrad() => LibTorch.tensor_zero_grad(this);
    }
}

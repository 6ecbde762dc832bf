using System.Collections.Generic;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>The derivatives of <paramref name="outputs"/> by <paramref name="inputs"/>, leaving every grad as it is.</summary>
        /// <returns>One tensor per input; null (only with <paramref name="allow_unused"/>) where the outputs do not depend on it.</returns>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false) =>
            LibTorch.gradients_of(
                TensorList.From(outputs),
                TensorList.From(grad_outputs),
                TensorList.From(inputs),
                retain_graph || create_graph,
                create_graph,
                allow_unused).Items;

        public static void backward(
            IList<Tensor> tensors,
            IList<Tensor>? grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            LibTorch.backward(
                TensorList.From(tensors), TensorList.From(grad_tensors), retain_graph ?? create_graph, create_graph, TensorList.From(inputs));
    }
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
public class Parameter : Tensor
{
    /// <summary>Takes over the handle, and with it the memory, of a tensor, which becomes invalid. A view stays a view: a parameter made of
    /// a detached slice of a larger tensor lives in that tensor's memory.</summary>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false)
    {
        data.OwningDisposeScope?.Replace(data, this);
    }
}

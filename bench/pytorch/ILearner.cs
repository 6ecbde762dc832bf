namespace ReAgent.Bench.PyTorch;

/// <summary>One update: targets, losses, gradients, optimizers, soft updates of the target networks.</summary>
internal interface ILearner
{
    /// <summary>A step on one of the fixed batches.</summary>
    void Step(int batch);
}

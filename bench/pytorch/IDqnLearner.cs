namespace ReAgent.Bench.PyTorch;

/// <summary>One double-DQN update: target, loss, gradient, Adam, soft update of the target network.</summary>
internal interface IDqnLearner
{
    void Step(Batch batch);
}

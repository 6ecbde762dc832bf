namespace ReAgent.Learning.Training;

/// <summary>Training broke down: a loss or statistic is no longer a number.</summary>
public sealed class DivergenceException(string reading, double value, long step, int epoch) : Exception(
    $"{reading} became {value} at step {step} (epoch {epoch}). " +
    "The weights are lost; the last checkpoint before it is sound. " +
    "Usual causes: a learning rate that is too high, or rewards of very different size.")
{
    /// <summary>Name of the loss or statistic.</summary>
    public string Reading { get; } = reading;

    /// <summary>Step, counted from 1.</summary>
    public long Step { get; } = step;
}

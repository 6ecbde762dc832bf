namespace ReAgent.Learning.Cpe;

/// <summary>What the model says about one metric, row by row.</summary>
/// <param name="Name">Name of the metric: <c>reward</c> first.</param>
/// <param name="Logged">[N] what was logged.</param>
/// <param name="Rewards">[N, A] predicted immediate reward per action.</param>
/// <param name="RewardOfLoggedAction">[N] predicted immediate reward of the logged action.</param>
/// <param name="Values">[N, A] predicted discounted sum per action, following the policy afterwards.</param>
/// <param name="ValueOfLoggedAction">[N] predicted discounted sum of the logged action.</param>
public sealed record CpeMetricOutputs(
    string Name, float[] Logged, float[] Rewards, float[] RewardOfLoggedAction, float[] Values, float[] ValueOfLoggedAction);

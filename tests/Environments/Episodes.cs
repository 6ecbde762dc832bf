using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Behavior;

namespace ReAgent.Environments.Tests;

/// <summary>Plays whole episodes at random and records them.</summary>
internal static class Episodes
{
    public static Episode PlayAtRandom(IEnvironment environment, ulong seed)
    {
        var description = environment.Description;
        var policy = new UniformPolicy(description.Actions);
        var choosing = new RandomStream(seed, "choose");
        var observation = new double[description.ObservationSize];
        var action = new double[description.Actions.Width];
        var mask = new bool[description.Actions.Count];
        var episode = new Episode([], [], []);

        environment.Reset(new RandomStream(seed, "world"), observation);
        episode.Observations.Add([.. observation]);
        StepResult step;
        do
        {
            environment.PossibleActions(mask);
            episode.Masks.Add([.. mask]);
            var choice = policy.Choose(observation, mask, choosing, action);
            step = environment.Step(choice.ToAction(action), observation);
            episode.Observations.Add([.. observation]);
            episode.Steps.Add(step);
        }
        while (!step.Ended);

        return episode;
    }
}

internal sealed record Episode(List<double[]> Observations, List<bool[]> Masks, List<StepResult> Steps);

namespace ReAgent.Learning.Exploration;

/// <summary>Choices among the scores of discrete actions.</summary>
internal static class Scores
{
    /// <summary>The possible action with the highest score; the first of equals.</summary>
    /// <exception cref="ArgumentException">There are no scores, or no action is possible.</exception>
    public static int Best(ReadOnlySpan<float> scores, ReadOnlySpan<float> possible, string explorer)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException($"{explorer} needs scores of discrete actions; the policy gives none. Use Gaussian or AsDecided for continuous actions.", nameof(scores));
        }

        var best = -1;
        for (var action = 0; action < scores.Length; action++)
        {
            if (possible[action] != 0 && (best < 0 || scores[action] > scores[best]))
            {
                best = action;
            }
        }

        return best >= 0 ? best : throw new ArgumentException("No action is possible.", nameof(possible));
    }
}

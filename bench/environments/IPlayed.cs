namespace ReAgent.Bench.Environments;

/// <summary>Copies of an environment that play at random.</summary>
internal interface IPlayed
{
    /// <summary>Plays some steps in every copy and says how many episodes ended.</summary>
    long Play(int steps);
}

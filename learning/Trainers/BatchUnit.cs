namespace ReAgent.Learning.Trainers;

/// <summary>What one batch consists of.</summary>
public enum BatchUnit
{
    /// <summary>Rows in random order, as many as the batch size says.</summary>
    Rows,

    /// <summary>One episode, its rows in time order; episodes in random order.</summary>
    Episode,
}

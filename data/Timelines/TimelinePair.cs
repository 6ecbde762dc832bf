namespace ReAgent.Data.Timelines;

/// <summary>One row of a timeline.</summary>
/// <param name="Row">The decision's row in the table of logged rows.</param>
/// <param name="Next">The row that followed in the episode; −1 when there is none.</param>
/// <param name="Ordinal">Position in the episode, from 1.</param>
/// <param name="TimeDiff">Sequence number of the next row minus that of this one; 0 on the last row.</param>
/// <param name="TimeSinceFirst">Sequence number minus the episode's first.</param>
/// <param name="NotTerminal">True when the episode went on from the next state, also where only the log was cut off.</param>
public readonly record struct TimelinePair(int Row, int Next, long Ordinal, long TimeDiff, long TimeSinceFirst, bool NotTerminal);

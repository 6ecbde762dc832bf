namespace ReAgent.Evaluation.Selection;

/// <summary>How many logged episodes would tell two candidates apart that differ by some share of what the log earned.</summary>
/// <param name="ShareOfLog">The difference over the absolute value of what the log earned.</param>
/// <param name="Difference">The difference.</param>
/// <param name="Episodes">Episodes that would tell it four times in five, for the pair that is hardest to tell apart.</param>
public sealed record EpisodesForGain(double ShareOfLog, double Difference, double Episodes);

namespace ReAgent.Data.Inspection;

/// <summary>How far an inspection is.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Share">Share of the log, 0 to 1, by size.</param>
public readonly record struct InspectionProgress(long Rows, double Share);

namespace ReAgent.Data.Expressions;

/// <summary>What to look after in the numbers of an evaluation.</summary>
/// <param name="Nulls">Rows without a value; their number is given as 0.</param>
/// <param name="NotFinite">Rows whose value is NaN or infinite, as SQRT(-1) and EXP(1000) are: the row has a problem.</param>
public readonly record struct NumberCounts(int Nulls, int NotFinite);

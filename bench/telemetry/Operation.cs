namespace ReAgent.Bench.Telemetry;

/// <summary>Something that is done over and over, with the calls that tell of it and without them.</summary>
/// <param name="Name">What it tells of.</param>
/// <param name="Size">How often one call of either action does it.</param>
/// <param name="Repeats">How many such calls are measured together.</param>
/// <param name="Bare">Does it, and tells nobody: what is left when the calls are taken out of the source.</param>
/// <param name="Instrumented">Does it, and tells whoever listens.</param>
internal sealed record Operation(string Name, int Size, int Repeats, Action Bare, Action Instrumented);

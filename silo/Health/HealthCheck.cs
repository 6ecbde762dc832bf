namespace ReAgent.Silo.Health;

/// <summary>One thing that must hold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsGood">Whether it holds.</param>
/// <param name="Detail">What was found, for people.</param>
public sealed record HealthCheck(string Name, bool IsGood, string Detail);

namespace ReAgent.Environments.Catalog;

/// <summary>
/// Puts an environment into the catalog under a name. The class has a public constructor (string name, int timeLimit); one class may
/// carry several names.
/// </summary>
/// <param name="name">Name that configs use, for example <c>CartPole-v1</c>.</param>
/// <param name="timeLimit">Steps after which an episode is truncated; at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EnvironmentAttribute(string name, int timeLimit) : Attribute
{
    public string Name { get; } = name;

    public int TimeLimit { get; } = timeLimit;
}

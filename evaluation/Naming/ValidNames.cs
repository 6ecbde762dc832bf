using ReAgent.Contracts.Configuration;

namespace ReAgent.Evaluation.Naming;

/// <summary>Tells which names would have been right.</summary>
internal static class ValidNames
{
    /// <summary>The nearest valid name, when one is near, and all that are allowed: the end of an error message.</summary>
    public static string Hint(string wanted, IReadOnlyCollection<string> allowed)
    {
        var nearest = NearestName.Find(wanted, allowed) is { } near ? $"Did you mean '{near}'? " : "";
        return allowed.Count == 0 ? "There are none." : $"{nearest}Allowed: {string.Join(", ", allowed)}.";
    }
}

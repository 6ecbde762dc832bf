namespace ReAgent.Deploy.Tests.Images;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Stage">Which FROM it belongs to, from 0.</param>
/// <param name="Name">Its name, in capitals.</param>
/// <param name="Words">What follows.</param>
internal sealed record Instruction(int Stage, string Name, string[] Words)
{
    /// <summary>Reads a Dockerfile: continued lines are one, comments are left out.</summary>
    public static IReadOnlyList<Instruction> Parse(string text)
    {
        var lines = text.Split('\n').Where(line => !line.TrimStart().StartsWith('#'));
        var instructions = new List<Instruction>();
        var stage = -1;
        foreach (var line in string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            stage += words[0] == "FROM" ? 1 : 0;
            instructions.Add(new Instruction(stage, words[0], words[1..]));
        }

        return instructions;
    }
}

using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Settings;

/// <summary>Reads settings from a command line and an environment; the command line wins.</summary>
public static class SettingsReader
{
    internal const string VariablePrefix = "REAGENT_";

    // A shell in which clients run may start a silo as well.
    private static readonly ImmutableHashSet<string> ClientVariables = [CallerToken.Variable, VariablePrefix + "CLUSTER"];

    /// <summary>Reads and checks.</summary>
    /// <param name="arguments">The command line: <c>--name value</c> or <c>--name=value</c>.</param>
    /// <param name="environment">The environment, of which the variables that begin with REAGENT_ count.</param>
    /// <exception cref="SettingsException">Something is wrong; it tells everything that is.</exception>
    public static SiloSettings Read(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var problems = new List<string>();
        var values = new Dictionary<Setting, (string Source, string Value)>();
        ReadEnvironment(environment, values, problems);
        ReadArguments(arguments, values, problems);
        var settings = new SiloSettings();
        foreach (var (setting, (source, value)) in values)
        {
            try
            {
                settings = setting.Set(settings, value);
            }
            catch (FormatException wanted)
            {
                problems.Add(setting.IsSecret ? $"{source}: {wanted.Message}." : $"{source} is '{value}': {wanted.Message}.");
            }
        }

        settings = SettingRules.Check(settings, problems);
        return problems.Count == 0 ? settings : throw new SettingsException([.. problems]);
    }

    private static void ReadEnvironment(
        IReadOnlyDictionary<string, string> environment, Dictionary<Setting, (string Source, string Value)> values, List<string> problems)
    {
        foreach (var (variable, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!variable.StartsWith(VariablePrefix, StringComparison.Ordinal) || ClientVariables.Contains(variable))
            {
                continue;
            }

            if (SiloSettings.All.FirstOrDefault(setting => setting.Variable == variable) is not { } known)
            {
                problems.Add($"{variable} is no setting of a silo{Nearest(variable, SiloSettings.All.Select(setting => setting.Variable))}");
            }
            else if (value.Length > 0)
            {
                values[known] = (variable, value);
            }
        }
    }

    private static void ReadArguments(
        IReadOnlyList<string> arguments, Dictionary<Setting, (string Source, string Value)> values, List<string> problems)
    {
        var given = new HashSet<Setting>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var option = equals < 0 ? argument : argument[..equals];
            if (!option.StartsWith("--", StringComparison.Ordinal))
            {
                // It may be what is left of a connection string that lacked its quotes.
                problems.Add($"Argument {index + 1} of the command line is no option: options begin with '--', and values with spaces need quotes.");
                continue;
            }

            if (SiloSettings.All.FirstOrDefault(setting => setting.Option == option) is not { } known)
            {
                problems.Add($"{option} is no setting of a silo{Nearest(option, SiloSettings.All.Select(setting => setting.Option))}");
                if (equals < 0 && HasValue(arguments, index))
                {
                    index++;
                }

                continue;
            }

            if (equals < 0 && !HasValue(arguments, index) && !known.IsSwitch)
            {
                problems.Add($"{option} has no value. It is {known.Description}.");
                continue;
            }

            if (!given.Add(known))
            {
                problems.Add($"{option} is given more than once.");
            }

            values[known] = (option, equals >= 0 ? argument[(equals + 1)..] : HasValue(arguments, index) ? arguments[++index] : "true");
        }
    }

    private static bool HasValue(IReadOnlyList<string> arguments, int index) =>
        index + 1 < arguments.Count && !arguments[index + 1].StartsWith("--", StringComparison.Ordinal);

    private static string Nearest(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"; did you mean {nearest}?" : "; --help lists them.";
}

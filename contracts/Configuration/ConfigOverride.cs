using System.Globalization;

namespace ReAgent.Contracts.Configuration;

/// <summary>Sets a value in a tree by its dotted path, as <c>--set model.DiscreteDQN.trainer_param.rl.gamma=0.95</c> does.</summary>
public static class ConfigOverride
{
    /// <summary>
    /// The tree with the value at the path, which replaces what stood there. Maps that the path needs and the tree lacks are made; whether their keys
    /// are known is for the binder to say. Items of a list are named by their index: <c>actions[0]</c> or <c>actions.0</c>.
    /// </summary>
    /// <param name="root">The tree; a null scalar (an empty file) counts as an empty map.</param>
    /// <param name="path">Keys with dots between.</param>
    /// <param name="value">The value; its position names the option that gave it.</param>
    /// <exception cref="ConfigException">The path is empty, goes through a single value, or names an item that its list does not have.</exception>
    public static ConfigNode Set(ConfigNode root, string path, ConfigNode value)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(value);
        var segments = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        if (segments.Any(segment => string.IsNullOrWhiteSpace(segment)))
        {
            throw Bad(value, path, $"'{path}' is not a path of keys; write it like model.DiscreteDQN.trainer_param.rl.gamma=0.95");
        }

        return Set(root, segments, 0, value);
    }

    private static ConfigNode Set(ConfigNode? node, string[] path, int depth, ConfigNode value)
    {
        if (depth == path.Length)
        {
            return value;
        }

        var key = path[depth];
        var above = string.Join('.', path[..depth]);
        switch (node)
        {
            case null or ConfigScalar { IsNull: true }:
                return new ConfigMap(value.Position, [new(key, value.Position, Set(null, path, depth + 1, value))]);
            case ConfigMap map:
                var index = map.Entries.ToList().FindLastIndex(entry => entry.Key == key);
                var below = Set(index < 0 ? null : map.Entries[index].Value, path, depth + 1, value);
                return index < 0
                    ? map with { Entries = map.Entries.Add(new(key, value.Position, below)) }
                    : map with { Entries = map.Entries.SetItem(index, map.Entries[index] with { Value = below }) };
            case ConfigList list:
                if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var item) || item >= list.Items.Length)
                {
                    var allowed = list.Items.IsEmpty ? "it is empty" : $"its items are 0 to {list.Items.Length - 1}";
                    throw Bad(value, string.Join('.', path), $"{above} is a list and has no item '{key}'; {allowed}. To replace the whole list, write {above}=[…]");
                }

                return list with { Items = list.Items.SetItem(item, Set(list.Items[item], path, depth + 1, value)) };
            default:
                var where = depth == 0 ? "the configuration" : above;
                throw Bad(value, string.Join('.', path), $"{where} is {Shapes.ScalarText.Describe(node)} (at {node.Position}), so it has no key '{key}'");
        }
    }

    private static ConfigException Bad(ConfigNode value, string path, string message) => new([new ConfigProblem(path, message, value.Position)]);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Silo.Settings;

/// <summary>Reads the values of settings. A <see cref="FormatException"/> says what is wanted.</summary>
internal static class SettingValue
{
    public static string Text(string value) => value.Length > 0 ? value : throw new FormatException("a text is wanted");

    public static int WholeNumber(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"a whole number from {least} to {most} is wanted");

    public static double Seconds(string value, double least, double most) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"a number of seconds from {least} to {most} is wanted");

    public static bool YesOrNo(string value) => value switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("true or false is wanted"),
    };

    public static T Choice<T>(string value, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        foreach (var choice in choices)
        {
            if (choice.Name == value)
            {
                return choice.Value;
            }
        }

        string[] names = new string[choices.Length];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = choices[index].Name;
        }

        throw new FormatException(Wanted(value, names));
    }

    public static ImmutableArray<string> Names(string value, params string[] allowed)
    {
        var names = List(value);
        var unknown = names.FirstOrDefault(name => !allowed.Contains(name));
        return unknown is null && names.Length > 0
            ? [.. names.Distinct()]
            : throw new FormatException(unknown is null
                ? $"one or more of {string.Join(", ", allowed)}, separated by commas, are wanted"
                : $"'{unknown}' is not among them: {Wanted(unknown, allowed)}");
    }

    public static ImmutableArray<string> Devices(string value)
    {
        var devices = List(value);
        foreach (var device in devices)
        {
            var parts = device.Split(':');
            if (parts.Length != 2 || parts[0].Length == 0 || !parts[0].All(char.IsAsciiLetterLower)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw new FormatException($"'{device}' is no device: kind and number are wanted, such as cuda:0, separated by commas");
            }
        }

        return devices.Distinct().Count() == devices.Length ? devices : throw new FormatException("each device is wanted once");
    }

    /// <summary>An IP address, or the first address of a host, IPv4 before IPv6.</summary>
    public static IPAddress Address(string value)
    {
        if (IPAddress.TryParse(value, out var literal))
        {
            return literal;
        }

        if (value == "localhost")
        {
            return IPAddress.Loopback;
        }

        try
        {
            return Dns.GetHostAddresses(Text(value)).OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork).First();
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException("an IP address, or the name of a host that can be found, is wanted", exception);
        }
    }

    private static ImmutableArray<string> List(string value) =>
        [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string Wanted(string value, string[] allowed) =>
        $"one of {string.Join(", ", allowed)} is wanted{(NearestName.Find(value, allowed) is { } nearest ? $"; did you mean {nearest}?" : "")}";
}

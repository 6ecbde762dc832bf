using System.Net;
using ReAgent.Silo.Security;

namespace ReAgent.Silo.Settings;

/// <summary>What must hold among settings, and of the files that they name.</summary>
internal static class SettingRules
{
    public static SiloSettings Check(SiloSettings settings, List<string> problems)
    {
        CheckPorts(settings, problems);
        CheckReach(settings, problems);
        CheckTls(settings, problems);
        CheckTokens(settings, problems);
        if (File.Exists(settings.DataRoot))
        {
            problems.Add($"--data-root is '{settings.DataRoot}', which is a file: a folder is wanted.");
        }

        if (IPAddress.Any.Equals(settings.Address) || IPAddress.IPv6Any.Equals(settings.Address))
        {
            problems.Add($"--address is '{settings.Address}', which nobody can reach: give the address that others use, and --listen-any to listen on all.");
        }

        return WithDatabase(settings, problems);
    }

    private static void CheckPorts(SiloSettings settings, List<string> problems)
    {
        (string Name, int Port)[] ports =
            [("--silo-port", settings.SiloPort), ("--gateway-port", settings.GatewayPort), ("--http-port", settings.HttpPort)];
        foreach (var same in ports.Where(port => port.Port != 0).GroupBy(port => port.Port).Where(group => group.Count() > 1))
        {
            problems.Add($"{string.Join(" and ", same.Select(port => port.Name))} are both {same.Key}: each needs a port of its own.");
        }
    }

    private static void CheckReach(SiloSettings settings, List<string> problems)
    {
        if (settings.IsLoopbackOnly)
        {
            return;
        }

        var reach = settings.ListenAny ? "--listen-any listens" : $"--address {settings.Address} is";
        if (!settings.UsesTls)
        {
            problems.Add(
                $"{reach} beyond this machine, which needs TLS: give --tls-certificate, --tls-key and --tls-authority, or stay on loopback (--address 127.0.0.1).");
        }

        if (settings.TokensFile is null)
        {
            problems.Add(
                $"{reach} beyond this machine, where callers must say who they are: give --tokens-file with lines 'role sha256-of-token-in-hex [name]'.");
        }
    }

    private static void CheckTls(SiloSettings settings, List<string> problems)
    {
        (string Option, string? File)[] files =
        [
            ("--tls-certificate", settings.TlsCertificate), ("--tls-key", settings.TlsKey), ("--tls-authority", settings.TlsAuthority),
        ];
        if (files.All(file => file.File is null))
        {
            return;
        }

        var missing = files.Where(file => file.File is null).Select(file => file.Option).ToArray();
        if (missing.Length > 0)
        {
            problems.Add($"TLS needs all of --tls-certificate, --tls-key and --tls-authority; {string.Join(" and ", missing)} {(missing.Length > 1 ? "are" : "is")} not given.");
        }

        var absent = files.Where(file => file.File is not null && !File.Exists(file.File)).ToArray();
        problems.AddRange(absent.Select(file => $"{file.Option} is '{file.File}': there is no such file."));
        if (missing.Length + absent.Length == 0)
        {
            try
            {
                using var identity = PeerIdentity.Load(new TlsFiles(settings.TlsCertificate!, settings.TlsKey!, settings.TlsAuthority!));
                if (identity.RefusalBySilos(TimeProvider.System.GetUtcNow()) is { } refusal)
                {
                    problems.Add($"--tls-certificate is '{settings.TlsCertificate}', with which other silos would refuse this one: {refusal}.");
                }
            }
            catch (InvalidDataException unusable)
            {
                problems.Add(unusable.Message);
            }
        }
    }

    private static void CheckTokens(SiloSettings settings, List<string> problems)
    {
        if (settings.TokensFile is not { } file)
        {
            return;
        }

        try
        {
            TokenTable.Load(file);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"--tokens-file: {exception.Message}");
        }
    }

    private static SiloSettings WithDatabase(SiloSettings settings, List<string> problems)
    {
        if (settings.DatabaseFile is { } file)
        {
            if (settings.Database is not null)
            {
                problems.Add("--database and --database-file are both given: one of them is wanted.");
                return settings;
            }

            try
            {
                settings = settings with { Database = File.ReadAllText(file).Trim() };
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add($"--database-file: {exception.Message}");
                return settings;
            }
        }

        if (settings.Database is { } connection && ConnectionStrings.ProblemOf(settings.DatabaseKind, connection) is { } problem)
        {
            problems.Add($"{(settings.DatabaseFile is null ? "--database" : "--database-file")}: {problem}");
        }

        return settings;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace ReAgent.Cluster.Tests.Security;

/// <summary>Two silos with certificates in processes of their own, and who comes to them with what.</summary>
public sealed class CertificateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_has_a_certificate_of_the_authority_is_served_and_others_are_refused_and_told_why()
    {
        using var place = new Workplace();
        var (ours, theirs) = (await Certificates(place, "ours"), await Certificates(place, "theirs"));
        await using var database = new PostgreSqlServer();
        await database.Create();
        using var first = Silo("first", ours);
        using var second = Silo("second", ours);
        using var stranger = Silo("stranger", theirs);
        first.Start();
        second.Start();
        await first.Says("takes work");
        await second.Says("takes work");
        stranger.Start();

        // Each has its own patience of some seconds, so they have it together.
        var right = Status(TlsOf(ours, ours));
        var ofAnotherCluster = Status(TlsOf(theirs, theirs));
        var withAForeignCertificate = Status(TlsOf(theirs, ours));
        var without = Status();

        Assert.Equal(["first active", "second active"], Active(await right));
        Refused(await ofAnotherCluster, "does not come from the cluster's authority", "--tls-authority");
        Refused(await withAForeignCertificate, "does not accept the certificate", "does --tls-certificate come from their authority?");
        Refused(await without, "uses TLS and this end does not", "No certificate was given");
        Assert.Contains("does not come from the cluster's authority", await first.Says("[2002]"), StringComparison.Ordinal);
        Assert.Contains("certificate", await stranger.Says("TLS failed"), StringComparison.Ordinal);
        Assert.Equal(["first active", "second active"], Active(await Status(TlsOf(ours, ours))));

        SiloProcess Silo(string name, string folder) => new(
            name, Path.Combine(place.Folder, "data"), database.Connection, Path.Combine(place.Folder, $"{name}.log"),
            [.. Tls(Path.Combine(folder, "silo"), Path.Combine(folder, "silo"))]);

        string[] TlsOf(string shown, string trusted) => [.. Tls(Path.Combine(shown, "client"), Path.Combine(trusted, "client"))];

        // Through one of them; how the other does, it is asked over the connection between the two.
        Task<Finished> Status(params string[] tls) => place.Run(
            ["cluster", "status", "--json", "--cluster", $"127.0.0.1:{first.GatewayPort}", "--cluster-id", SiloProcess.ClusterId, .. tls]);
    }

    private static IEnumerable<string> Tls(string shown, string trusted) =>
        ["--tls-certificate", Path.Combine(shown, "tls.crt"), "--tls-key", Path.Combine(shown, "tls.key"), "--tls-authority", Path.Combine(trusted, "ca.crt")];

    private static async Task<string> Certificates(Workplace place, string name)
    {
        var folder = Path.Combine(place.Folder, name);
        using var making = Process.Start(new ProcessStartInfo("bash", [Workplace.Fixture("deploy/certificates/make.sh"), folder, "2"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await making.StandardError.ReadToEndAsync();
        await making.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(making.ExitCode == 0, said);
        return folder;
    }

    /// <summary>The silos that take part, when those that do have told how they are.</summary>
    private static IEnumerable<string> Active(Finished status)
    {
        Assert.True(status.ExitCode == 0, status.ToString());
        var silos = status.Result.GetProperty("silos").EnumerateArray().Where(silo => silo.GetProperty("status").GetString() == "active").ToArray();
        Assert.All(silos, silo => Assert.Equal(JsonValueKind.Number, silo.GetProperty("memory_bytes").ValueKind));
        return silos.Select(silo => $"{silo.GetProperty("name").GetString()} {silo.GetProperty("status").GetString()}");
    }

    private static void Refused(Finished status, params string[] reasons)
    {
        Assert.True(status.ExitCode == 1 && reasons.All(reason => status.Errors.Contains(reason, StringComparison.Ordinal)), status.ToString());
        Assert.Equal("", status.Output);
    }
}

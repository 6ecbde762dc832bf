using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ReAgent.Contracts.Security;
using ReAgent.Silo.Security;
using Xunit;

namespace ReAgent.Silo.Tests.Security;

public sealed class TokenTableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal static string Checksum(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static TokenTable Parse(string text) => TokenTable.Parse("tokens", text);

    [Fact]
    public void A_token_is_found_by_its_checksum_with_role_and_name()
    {
        var table = Parse($"# who may do what\n\nviewer {Checksum("a")} dash board\r\nOperator {Checksum("b").ToUpperInvariant()} # nightly\n");

        Assert.Equal(new Caller("dash board", Role.Viewer), table.Find("a"));
        Assert.Equal(new Caller($"token {Checksum("b")[..8]}", Role.Operator), table.Find("b"));
        Assert.Null(table.Find("c"));
        Assert.Null(table.Find(Checksum("a")));
        Assert.Null(table.Find(""));
    }

    [Fact]
    public void An_empty_table_knows_nobody() => Assert.Equal((0, null), (Parse("# nobody\n").Count, Parse("").Find("a")));

    [Fact]
    public void All_lines_that_cannot_be_read_are_told_without_what_they_hold()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => Parse($"viewr {Checksum("a")}\nviewer geheim\nadministrator\nviewer {Checksum("b")}\noperator {Checksum("b")}"));

        Assert.Contains("line 1 begins with no role: one of viewer, operator, administrator is wanted; did you mean viewer?", error.Message);
        Assert.Contains("line 2 has no SHA-256", error.Message);
        Assert.Contains("line 3 has no SHA-256", error.Message);
        Assert.Contains("line 5 repeats a token", error.Message);
        Assert.DoesNotContain("geheim", error.Message);
    }

    [Fact]
    public void A_changed_file_is_read_again_and_a_broken_one_is_not_used()
    {
        var clock = new ManualClock();
        var log = new LogRecorder<CallerRegister>();
        var file = _folder.Write("tokens", $"viewer {Checksum("a")}");
        using var callers = new CallerRegister(file, clock, log);
        Assert.Equal(Role.Viewer, callers.Find("a")?.Role);

        File.WriteAllText(file, $"administrator {Checksum("a")}\nviewer {Checksum("b")}");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((Role.Administrator, Role.Viewer), (callers.Find("a")!.Role, callers.Find("b")!.Role));

        File.WriteAllText(file, $"administrator {Checksum("a")[..20]}");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(Role.Viewer, callers.Find("b")?.Role);

        File.WriteAllText(file, $"administrator {Checksum("a")}");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(callers.Find("b"));
        Assert.Equal(
            [(2010, LogLevel.Information), (2011, LogLevel.Error), (2010, LogLevel.Information)], log.Entries.Select(entry => (entry.Event, entry.Level)));
    }

    [Fact]
    public void Without_a_file_every_caller_may_do_everything()
    {
        using var callers = new CallerRegister(null, new ManualClock(), new LogRecorder<CallerRegister>());

        Assert.Equal(Role.Administrator, callers.Find(null)?.Role);
    }
}

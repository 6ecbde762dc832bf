using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using ReAgent.Silo.Health;
using ReAgent.Silo.Shutdown;
using Xunit;

namespace ReAgent.Silo.Tests.Health;

public sealed class SiloHealthTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lifetime _lifetime = new();
    private readonly LostPlace _place = new(new LogRecorder<LostPlace>(), _ => { });
    private readonly SiloHealth _health;
    private SiloStatus _status = SiloStatus.Active;

    public SiloHealthTests() => _health = new SiloHealth(
        () => _status, _lifetime, _place, new DataRootProbe(_folder.FullPath, "silo", new ManualClock(), new LogRecorder<DataRootProbe>()), null);

    public void Dispose()
    {
        _lifetime.Dispose();
        _folder.Dispose();
    }

    private async Task<(bool Live, bool Startup, bool Ready)> Good() => (
        _health.Live().All(check => check.IsGood),
        _health.Startup().All(check => check.IsGood),
        (await _health.Ready(CancellationToken.None)).All(check => check.IsGood));

    [Theory]
    [InlineData(SiloStatus.None, true, false, false)]
    [InlineData(SiloStatus.Joining, true, false, false)]
    [InlineData(SiloStatus.Active, true, true, true)]
    [InlineData(SiloStatus.ShuttingDown, true, false, false)]
    [InlineData(SiloStatus.Dead, false, false, false)]
    public async Task Health_follows_the_silos_status(SiloStatus status, bool live, bool startup, bool ready)
    {
        _status = status;

        Assert.Equal((live, startup, ready), await Good());
    }

    [Fact]
    public async Task A_silo_that_is_told_to_stop_is_not_ready_from_that_moment_on()
    {
        _lifetime.StopApplication();

        Assert.Equal((true, true, false), await Good());
        Assert.Equal("draining", (await _health.Ready(CancellationToken.None)).Single(check => !check.IsGood).Detail);
    }

    [Fact]
    public async Task A_silo_that_has_lost_its_place_is_not_live()
    {
        _place.OnFatalException(this, "the lease ended");

        Assert.Equal((false, false, false), await Good());
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}

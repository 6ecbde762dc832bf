using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Health;

/// <summary>
/// Serves <c>/health/live</c>, <c>/health/startup</c> and <c>/health/ready</c>: 200 when all is good and 503 when not, with a JSON body that names
/// each check. It starts before the silo and stops after it, so that there is an answer all the time.
/// </summary>
internal sealed class HealthEndpoint(IPEndPoint endpoint, SiloHealth health, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ReAgent.Silo" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 100;
            kestrel.Listen(endpoint);
        });
        builder.Services.AddSingleton(loggers);

        // The signals that stop the process are the silo's.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        _server = builder.Build();
        _server.Run(Answer);
        try
        {
            await _server.StartAsync(cancellationToken);
        }
        catch (IOException failure)
        {
            throw new IOException($"Health cannot be served at {endpoint} (--http-address, --http-port): {failure.GetBaseException().Message}", failure);
        }

        HealthLog.Serving(loggers.CreateLogger<HealthEndpoint>(), endpoint.ToString());
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task Answer(HttpContext http)
    {
        ImmutableArray<HealthCheck>? checks = http.Request.Path.Value switch
        {
            "/health/live" => health.Live(),
            "/health/startup" => health.Startup(),
            "/health/ready" => await health.Ready(http.RequestAborted),
            _ => null,
        };
        if (checks is not { } found)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var isGood = found.All(check => check.IsGood);
        http.Response.StatusCode = isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(Body(isGood, found), http.RequestAborted);
        }
    }

    private static byte[] Body(bool isGood, ImmutableArray<HealthCheck> checks)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("status", isGood ? "good" : "bad");
            json.WriteStartObject("checks");
            foreach (var check in checks)
            {
                json.WriteStartObject(check.Name);
                json.WriteString("status", check.IsGood ? "good" : "bad");
                json.WriteString("detail", check.Detail);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Makes a link of what a socket gives, and has both ends say who they are.</summary>
internal sealed class Handshake(ConnectionOptions options, TlsLayer? tls, TimeProvider clock, ILogger logger)
{
    /// <summary>Speaks first, and hears the answer.</summary>
    /// <exception cref="ConnectionFailedException">The other end refuses, is nobody known, or does not answer in time.</exception>
    public async Task<(Link Link, Preamble Remote)> Open(ConnectionContext context, Preamble own, CancellationToken cancellationToken)
    {
        using var patience = Patience(cancellationToken);
        Link? link = null;
        try
        {
            link = tls is null ? new(context) : await tls.AsClient(context, patience.Token);
            await link.Output.WriteAsync(own.Encode(), patience.Token);
            var answer = await Hear(link.Input, patience.Token);
            if (answer.Refusal.Length > 0)
            {
                throw new ConnectionRefusedException($"{answer.Silo} at {context.RemoteEndPoint} refuses: {answer.Refusal}", answer.Silo);
            }

            return (link, answer);
        }
        catch (Exception failure)
        {
            await Drop(context, link);
            if (failure is ConnectionFailedException and not HungUpException)
            {
                throw;
            }

            throw new ConnectionFailedException(
                failure is OperationCanceledException && !cancellationToken.IsCancellationRequested
                    ? $"{context.RemoteEndPoint} did not answer within {options.OpenConnectionTimeout}."
                    : failure is HungUpException or ConnectionResetException
                        ? $"{context.RemoteEndPoint} has hung up without saying why. It is stopping, does not accept the certificate that it was shown, or uses TLS and this end does not."
                    : $"{context.RemoteEndPoint}: {Describe(failure)}",
                failure);
        }
    }

    /// <summary>Hears who has connected, and answers.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="own">What to answer.</param>
    /// <param name="judge">Why somebody is not welcome; empty when welcome.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the other end was refused or is nobody known, which has been logged.</returns>
    public async Task<(Link Link, Preamble Remote)?> Accept(
        ConnectionContext context, Preamble own, Func<Preamble, string> judge, CancellationToken cancellationToken)
    {
        using var patience = Patience(cancellationToken);
        Link? link = null;
        try
        {
            link = tls is null ? new(context) : await tls.AsServer(context, patience.Token);
            var remote = await Hear(link.Input, patience.Token);
            var refusal = judge(remote);
            await link.Output.WriteAsync((own with { Refusal = refusal }).Encode(), patience.Token);
            if (refusal.Length == 0)
            {
                return (link, remote);
            }

            ConnectionLog.Refused(logger, context.RemoteEndPoint, refusal);
            await link.Finish();
        }
        catch (HungUpException)
        {
            // As whoever only wants to see whether somebody listens.
            ConnectionLog.Probed(logger, context.RemoteEndPoint);
        }
        catch (Exception failure)
        {
            ConnectionLog.Refused(
                logger,
                context.RemoteEndPoint,
                failure is OperationCanceledException && !cancellationToken.IsCancellationRequested
                    ? $"it did not say who it is within {options.OpenConnectionTimeout}."
                    : Describe(failure));
        }

        await Drop(context, link);
        return null;
    }

    private static async Task<Preamble> Hear(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            var isWhole = Preamble.TryDecode(ref buffer, out var preamble);
            input.AdvanceTo(buffer.Start, isWhole ? buffer.Start : buffer.End);
            if (isWhole)
            {
                return preamble!;
            }

            if (result.IsCompleted)
            {
                throw buffer.IsEmpty ? new HungUpException() : new ConnectionFailedException("The other end has hung up while it said who it is.");
            }
        }
    }

    private static async Task Drop(ConnectionContext context, Link? link)
    {
        if (link is null)
        {
            context.Abort(new ConnectionAbortedException("The connection was not accepted."));
            await context.DisposeAsync();
        }
        else
        {
            await link.DisposeAsync();
        }
    }

    private static string Describe(Exception failure) => failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message;

    private CancellationTokenSource Patience(CancellationToken cancellationToken)
    {
        var timeout = new CancellationTokenSource(options.OpenConnectionTimeout, clock);
        return cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token) : timeout;
    }

    private sealed class HungUpException() : ConnectionFailedException("The other end has hung up without a word.");
}

using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;

namespace Orleans.Runtime;

/// <summary>The bytes of a connection both ways: those of a socket, or those within TLS.</summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly ConnectionContext context;
    private readonly SslStream? tls;

    public Link(ConnectionContext context)
    {
        this.context = context;
        (Input, Output) = (context.Transport.Input, context.Transport.Output);
    }

    public Link(ConnectionContext context, SslStream tls)
    {
        this.context = context;
        this.tls = tls;
        Input = PipeReader.Create(tls, new(leaveOpen: true));
        Output = PipeWriter.Create(tls, new(leaveOpen: true));
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public EndPoint? RemoteEndPoint => context.RemoteEndPoint;

    /// <summary>Ends the connection at once.</summary>
    public void Abort(Exception why) => context.Abort(new ConnectionAbortedException(why.Message, why));

    /// <summary>Ends the connection when what was written has been sent.</summary>
    public async Task Finish()
    {
        await Output.CompleteAsync();
        if (tls is not null)
        {
            await tls.ShutdownAsync();
            await context.Transport.Output.CompleteAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        await Output.CompleteAsync();
        if (tls is not null)
        {
            await tls.DisposeAsync();
        }

        await context.DisposeAsync();
    }
}

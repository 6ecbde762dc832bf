using Microsoft.Extensions.Logging;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>What is logged about who may do what; events 2000 to 2099. Tokens and keys are never logged.</summary>
internal static partial class SecurityLog
{
    [LoggerMessage(2000, LogLevel.Information, "The certificate was replaced: {Subject}, valid until {Until:u}.")]
    public static partial void CertificateChanged(ILogger logger, string subject, DateTime until);

    [LoggerMessage(2001, LogLevel.Error, "The certificate files around {File} changed and cannot be used; what was read before stays in use.")]
    public static partial void CertificateRefused(ILogger logger, Exception exception, string file);

    [LoggerMessage(2002, LogLevel.Warning, "A connection with {Subject} was refused: {Reason}.")]
    public static partial void PeerRefused(ILogger logger, string subject, string reason);

    [LoggerMessage(2010, LogLevel.Information, "The tokens were replaced: {Count} callers are known.")]
    public static partial void TokensChanged(ILogger logger, int count);

    [LoggerMessage(2011, LogLevel.Error, "The tokens file {File} changed and cannot be used; what was read before stays in use.")]
    public static partial void TokensRefused(ILogger logger, Exception exception, string file);

    [LoggerMessage(2020, LogLevel.Information, "{Caller} calls {Method} of {Target} as {Role}.")]
    public static partial void Allowed(ILogger logger, string caller, string method, string target, Role role);

    [LoggerMessage(2021, LogLevel.Debug, "{Caller} calls {Method} of {Target} as {Role}.")]
    public static partial void Looked(ILogger logger, string caller, string method, string target, Role role);

    [LoggerMessage(2022, LogLevel.Warning, "{Caller} was refused {Method} of {Target}: {Reason}")]
    public static partial void Refused(ILogger logger, string caller, string method, string target, string reason);
}

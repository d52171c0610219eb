using System.Net.Sockets;
using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;

namespace ProductPlatform.Messaging.Connection;

/// <summary>Why a session failed, for an operator: the client says "unreachable" for everything.</summary>
internal static class BrokerFailure
{
    internal static string Reason(Exception failure)
    {
        var causes = Causes(failure).ToList();
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } untrusted)
            return untrusted.Message;

        return causes.OfType<AuthenticationFailureException>().Any()
            ? $"The broker refuses the user or the password of ConnectionStrings__{MessagingExtensions.ConnectionName} or RABBIT_MQ_URL."
            : causes[^1].Message;
    }

    /// <summary>Nothing listens there: the broker has not started yet, or is restarting.</summary>
    internal static bool IsConnectionRefused(Exception failure) =>
        Causes(failure).OfType<SocketException>().Any(cause => cause.SocketErrorCode == SocketError.ConnectionRefused);

    /// <summary>From the outside in.</summary>
    private static IEnumerable<Exception> Causes(Exception failure) =>
        failure switch
        {
            AggregateException several => several.InnerExceptions.SelectMany(Causes),
            { InnerException: { } inner } => Causes(inner).Prepend(failure),
            _ => [failure],
        };
}

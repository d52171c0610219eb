using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>What a service does with the events of one queue.</summary>
/// <typeparam name="TContext">The service's database.</typeparam>
/// <typeparam name="TEvent">The event, or the family of events, of the queue.</typeparam>
public interface IBatchHandler<in TContext, in TEvent>
    where TContext : DbContext
    where TEvent : class, IIncomingEvent
{
    /// <summary>
    /// Applies events none of which was applied before, in the order in which they arrived. The caller saves, records the message ids and commits.
    /// </summary>
    /// <param name="db">In a transaction at READ COMMITTED.</param>
    /// <param name="events">One batch.</param>
    /// <param name="cancellationToken">Ends the work; the transaction is rolled back.</param>
    Task HandleAsync(TContext db, IReadOnlyList<TEvent> events, CancellationToken cancellationToken);
}

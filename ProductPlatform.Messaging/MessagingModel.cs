using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Messaging.Receiving;

namespace ProductPlatform.Messaging;

/// <summary>The tables that every service's database has for messaging.</summary>
public static class MessagingModel
{
    /// <summary>Maps the tables <c>outbox</c>, <c>inbox</c> and <c>inbox_unacknowledged</c>.</summary>
    public static ModelBuilder AddMessaging(this ModelBuilder model) =>
        model.ApplyConfiguration(new OutboxModel()).ApplyConfiguration(new InboxModel()).ApplyConfiguration(new UnacknowledgedModel());
}

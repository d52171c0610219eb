using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.Inbox;
using ProductPlatform.Messaging.Outbox;

namespace ProductPlatform.Messaging;

/// <summary>The two tables that every service's database has.</summary>
public static class MessagingModel
{
    /// <summary>Maps the tables <c>outbox</c> and <c>inbox</c>.</summary>
    public static ModelBuilder AddMessaging(this ModelBuilder model) =>
        model.ApplyConfiguration(new OutboxModel()).ApplyConfiguration(new InboxModel());
}

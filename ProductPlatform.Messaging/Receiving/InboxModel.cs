using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProductPlatform.Messaging.Receiving;

internal sealed class InboxModel : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> inbox)
    {
        inbox.ToTable("inbox");
        inbox.HasKey(message => message.MessageId);
        inbox.Property(message => message.MessageId).ValueGeneratedNever();
        inbox.HasIndex(message => message.ReceivedAt).HasDatabaseName("ix_inbox_received_at");
    }
}

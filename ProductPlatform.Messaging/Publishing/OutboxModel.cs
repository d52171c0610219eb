using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProductPlatform.Messaging.Publishing;

internal sealed class OutboxModel : IEntityTypeConfiguration<OutboxMessage>
{
    internal const int MaxErrorLength = 500;

    public void Configure(EntityTypeBuilder<OutboxMessage> outbox)
    {
        outbox.ToTable("outbox");
        outbox.HasKey(message => message.Id);
        outbox.Property(message => message.Exchange).HasMaxLength(255);
        outbox.Property(message => message.Type).HasMaxLength(255);
        outbox.Property(message => message.Body).HasColumnType("mediumblob");
        outbox.Property(message => message.TraceParent).HasMaxLength(55);
        outbox.Property(message => message.TraceState).HasMaxLength(512);
        outbox.Property(message => message.LastError).HasMaxLength(MaxErrorLength);
        outbox.HasIndex(message => message.MessageId).IsUnique().HasDatabaseName("ux_outbox_message_id");
    }
}

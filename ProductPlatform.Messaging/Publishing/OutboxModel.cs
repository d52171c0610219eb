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
        outbox.Property(message => message.Id).HasColumnName("id");
        outbox.Property(message => message.MessageId).HasColumnName("message_id");
        outbox.Property(message => message.Exchange).HasColumnName("exchange").HasMaxLength(255);
        outbox.Property(message => message.Type).HasColumnName("type").HasMaxLength(255);
        outbox.Property(message => message.Body).HasColumnName("body").HasColumnType("mediumblob");
        outbox.Property(message => message.Version).HasColumnName("version");
        outbox.Property(message => message.UserId).HasColumnName("user_id");
        outbox.Property(message => message.TraceParent).HasColumnName("trace_parent").HasMaxLength(55);
        outbox.Property(message => message.TraceState).HasColumnName("trace_state").HasMaxLength(512);
        outbox.Property(message => message.OccurredAt).HasColumnName("occurred_at");
        outbox.Property(message => message.Attempts).HasColumnName("attempts");
        outbox.Property(message => message.NextAttemptAt).HasColumnName("next_attempt_at");
        outbox.Property(message => message.LastError).HasColumnName("last_error").HasMaxLength(MaxErrorLength);
        outbox.HasIndex(message => message.MessageId).IsUnique().HasDatabaseName("ux_outbox_message_id");
    }
}

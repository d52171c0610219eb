using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>
/// A message without an id whose effect is in this database and that is not acknowledged yet. The row goes with the acknowledgement; when that never
/// happens, the broker delivers the message again and says so, and the row tells that it is applied. Inserted in the transaction of the effect.
/// </summary>
/// <param name="deliveryId">The delivery that holds the message.</param>
/// <param name="fingerprint">Equal for messages that have the same effect.</param>
/// <param name="appliedAt">UTC time of the transaction.</param>
public sealed class UnacknowledgedMessage(Guid deliveryId, Guid fingerprint, DateTime appliedAt)
{
    /// <summary>The delivery that holds the message.</summary>
    public Guid DeliveryId { get; private set; } = deliveryId;

    /// <summary>Equal for messages that have the same effect.</summary>
    public Guid Fingerprint { get; private set; } = fingerprint;

    /// <summary>UTC time of the transaction.</summary>
    public DateTime AppliedAt { get; private set; } = appliedAt;
}

internal sealed class UnacknowledgedModel : IEntityTypeConfiguration<UnacknowledgedMessage>
{
    public void Configure(EntityTypeBuilder<UnacknowledgedMessage> message)
    {
        message.ToTable("inbox_unacknowledged");
        message.HasKey(m => m.DeliveryId);
        message.Property(m => m.DeliveryId).ValueGeneratedNever();
        message.HasIndex(m => m.AppliedAt).HasDatabaseName("ix_inbox_unacknowledged_applied_at");
        message.HasIndex(m => m.Fingerprint).HasDatabaseName("ix_inbox_unacknowledged_fingerprint");
    }
}

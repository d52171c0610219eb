using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProductPlatform.Database.Changes;

/// <summary>
/// How many changes were committed through a share of the connections. The sum over all rows is the version of the data: it grows with every commit, and
/// concurrent writers seldom wait for each other's row.
/// </summary>
public sealed class ChangeCount
{
    /// <summary>The connection's id modulo the number of rows.</summary>
    public int Slot { get; init; }

    public long Changes { get; init; }
}

internal sealed class ChangeCountModel : IEntityTypeConfiguration<ChangeCount>
{
    public void Configure(EntityTypeBuilder<ChangeCount> count)
    {
        count.ToTable("product_changes");
        count.HasKey(c => c.Slot);
        count.Property(c => c.Slot).ValueGeneratedNever();
    }
}

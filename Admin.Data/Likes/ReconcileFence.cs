using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Likes;

/// <summary>One row: which reconcile may correct counts. Every correction changes it, in its own transaction.</summary>
public sealed class ReconcileFence
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; }

    /// <summary>The run that began last.</summary>
    public Guid Run { get; init; }

    /// <summary>How many corrections it has made.</summary>
    public int Corrections { get; init; }
}

internal sealed class ReconcileFenceModel : IEntityTypeConfiguration<ReconcileFence>
{
    public void Configure(EntityTypeBuilder<ReconcileFence> fence)
    {
        fence.ToTable("reconcile_fence");
        fence.Property(f => f.Id).ValueGeneratedNever();
    }
}

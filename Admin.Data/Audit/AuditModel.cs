using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Audit;

internal sealed class AuditModel : IEntityTypeConfiguration<AuditEntry>
{
    internal const int ActorLength = 150;
    internal const int AddressLength = 45;
    internal const int SubjectLength = 300;
    internal const int DetailsLength = 2000;

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_log");
        entry.Property(e => e.Kind).HasConversion<string>().HasMaxLength(30);
        entry.Property(e => e.Actor).HasMaxLength(ActorLength);
        entry.Property(e => e.Address).HasMaxLength(AddressLength);
        entry.Property(e => e.Subject).HasMaxLength(SubjectLength);
        entry.Property(e => e.Details).HasMaxLength(DetailsLength);
        entry.HasIndex(e => e.At).HasDatabaseName("ix_audit_log_at");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Main.Data.Keys;

internal sealed class ProtectionKeyModel : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> key)
    {
        key.ToTable("protection_keys");
        key.Property(k => k.Id).HasColumnName("id");
        key.Property(k => k.Name).HasColumnName("name").HasMaxLength(200);
        key.Property(k => k.Xml).HasColumnName("xml").HasColumnType("text");
    }
}

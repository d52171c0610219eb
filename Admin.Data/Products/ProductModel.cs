using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Products;

internal sealed class ProductModel : IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<ProductRevision>
{
    private const int MaxTextLength = 200;

    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("product");
        product.Property(p => p.Id).HasColumnName("id");
        product.Property(p => p.Title).HasColumnName("title").HasMaxLength(MaxTextLength);
        product.Property(p => p.Image).HasColumnName("image").HasMaxLength(MaxTextLength);
        product.Property(p => p.Likes).HasColumnName("likes");
        product.Property(p => p.InitialLikes).HasColumnName("initial_likes");
        product.Property(p => p.Version).HasColumnName("version");
        product.Property(p => p.CreatedAt).HasColumnName("created_at");
        product.Property(p => p.UpdatedAt).HasColumnName("updated_at");
    }

    public void Configure(EntityTypeBuilder<ProductRevision> revision)
    {
        revision.ToTable("product_history");
        revision.Property(r => r.Id).HasColumnName("id");
        revision.Property(r => r.ProductId).HasColumnName("product_id");
        revision.Property(r => r.Version).HasColumnName("version");
        revision.Property(r => r.Kind).HasColumnName("kind").HasConversion<string>().HasMaxLength(20);
        revision.Property(r => r.Title).HasColumnName("title").HasMaxLength(MaxTextLength);
        revision.Property(r => r.Image).HasColumnName("image").HasMaxLength(MaxTextLength);
        revision.Property(r => r.Likes).HasColumnName("likes").HasDefaultValue(0UL);
        revision.Property(r => r.InitialLikes).HasColumnName("initial_likes").HasDefaultValue(0UL);
        revision.Property(r => r.Actor).HasColumnName("actor").HasMaxLength(150);
        revision.Property(r => r.ChangedAt).HasColumnName("changed_at");
        revision.HasIndex(r => new { r.ProductId, r.Version }).IsUnique().HasDatabaseName("ux_product_history_product_version");
        revision.HasIndex(r => r.ChangedAt).HasDatabaseName("ix_product_history_changed_at");
    }
}

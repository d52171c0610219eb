using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Products;

internal sealed class ProductModel : IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<ProductRevision>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("product");
        product.Property(p => p.Title).HasMaxLength(Product.MaxTextLength);
        product.Property(p => p.Image).HasMaxLength(Product.MaxTextLength);
    }

    public void Configure(EntityTypeBuilder<ProductRevision> revision)
    {
        revision.ToTable("product_history");
        revision.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        revision.Property(r => r.Title).HasMaxLength(Product.MaxTextLength);
        revision.Property(r => r.Image).HasMaxLength(Product.MaxTextLength);
        revision.Property(r => r.Likes).HasDefaultValue(0UL);
        revision.Property(r => r.InitialLikes).HasDefaultValue(0UL);
        revision.Property(r => r.Actor).HasMaxLength(150);
        revision.HasIndex(r => new { r.ProductId, r.Version }).IsUnique().HasDatabaseName("ux_product_history_product_version");
        revision.HasIndex(r => r.ChangedAt).HasDatabaseName("ix_product_history_changed_at");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Main.Data.Products;

internal sealed class ProductModel : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("product");
        product.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        product.Property(p => p.Title).HasColumnName("title").HasMaxLength(200);
        product.Property(p => p.Image).HasColumnName("image").HasMaxLength(200);

        // Two workers that hold events of one product cannot write an older version over a newer one.
        product.Property(p => p.Version).HasColumnName("version").IsConcurrencyToken();
        product.Property(p => p.DeletedAt).HasColumnName("deleted_at");
        product.HasIndex(p => p.DeletedAt).HasDatabaseName("ix_product_deleted_at");
    }
}

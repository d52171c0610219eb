using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProductPlatform.Messaging.Contracts;

namespace Main.Data.Products;

internal sealed class ProductModel : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("product");
        product.Property(p => p.Id).ValueGeneratedNever();
        product.Property(p => p.Title).HasMaxLength(ProductContent.MaxTextLength);
        product.Property(p => p.Image).HasMaxLength(ProductContent.MaxTextLength);

        // Two workers that hold events of one product cannot write an older version over a newer one.
        product.Property(p => p.Version).IsConcurrencyToken();
        product.HasIndex(p => p.DeletedAt).HasDatabaseName("ix_product_deleted_at");
    }
}

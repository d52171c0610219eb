using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Main.Data.Likes;

internal sealed class ProductUserModel : IEntityTypeConfiguration<ProductUser>
{
    public void Configure(EntityTypeBuilder<ProductUser> like)
    {
        like.ToTable("product_user");
        like.HasIndex(l => new { l.UserId, l.ProductId }).IsUnique().HasDatabaseName("ux_product_user_user_product");
        like.HasIndex(l => l.ProductId).HasDatabaseName("ix_product_user_product");
    }
}

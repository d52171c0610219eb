using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Likes;

internal sealed class HourlyLikesModel : IEntityTypeConfiguration<HourlyLikes>
{
    public void Configure(EntityTypeBuilder<HourlyLikes> likes)
    {
        likes.ToTable("product_likes_hourly");
        likes.HasKey(l => new { l.ProductId, l.Hour });
        likes.Property(l => l.ProductId).ValueGeneratedNever();
        likes.Property(l => l.Hour).HasPrecision(0);
        likes.HasIndex(l => l.Hour).HasDatabaseName("ix_product_likes_hourly_hour");
    }
}

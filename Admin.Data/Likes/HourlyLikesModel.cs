using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Likes;

internal sealed class HourlyLikesModel : IEntityTypeConfiguration<HourlyLikes>
{
    public void Configure(EntityTypeBuilder<HourlyLikes> likes)
    {
        likes.ToTable("product_likes_hourly");
        likes.HasKey(l => new { l.ProductId, l.Hour });
        likes.Property(l => l.ProductId).HasColumnName("product_id").ValueGeneratedNever();
        likes.Property(l => l.Hour).HasColumnName("hour").HasPrecision(0);
        likes.Property(l => l.Likes).HasColumnName("likes");
        likes.HasIndex(l => l.Hour).HasDatabaseName("ix_product_likes_hourly_hour");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.Database.Retention;

namespace Main.Data.Retention;

public static class RetentionExtensions
{
    /// <summary>Adds the deletion of products that were deleted longer ago than <see cref="RetentionOptions"/> say, after their likes.</summary>
    public static void AddMainRetention(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<RetentionOptions>()
            .BindConfiguration(RetentionOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddRetention(
            new RetentionRule<MainDbContext>("product_user", Keep, DeleteLikesAsync),
            RetentionRule.For<MainDbContext>(
                "product",
                "deleted_at < {0} AND NOT EXISTS (SELECT 1 FROM product_user WHERE product_user.product_id = product.id)",
                Keep
            )
        );
    }

    private static TimeSpan Keep(IServiceProvider services) =>
        services.GetRequiredService<IOptions<RetentionOptions>>().Value.DeletedProducts;

    /// <summary>Product by product: one statement for all would read, and lock, every like there is.</summary>
    private static async Task<int> DeleteLikesAsync(MainDbContext db, DateTime oldest, CancellationToken cancellationToken)
    {
        var product = await db
            .Products.Where(product => product.DeletedAt < oldest && db.Likes.Any(like => like.ProductId == product.Id))
            .Select(product => (int?)product.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return product is { } id
            ? await db.Database.ExecuteSqlAsync(
                $"DELETE FROM product_user WHERE product_id = {id} LIMIT {RetentionRule.AtOnce}",
                cancellationToken
            )
            : 0;
    }
}

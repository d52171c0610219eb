using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Main.Data.Likes;

/// <summary>A like of the Python pair.</summary>
public sealed record ImportedLike(int UserId, int ProductId);

/// <summary>What a page of likes came to.</summary>
/// <param name="Added">How many were stored.</param>
/// <param name="UnknownProducts">How many are of products that Main does not have.</param>
public sealed record LikeImportOutcome(int Added, int UnknownProducts);

/// <summary>Takes over likes, each user's of a product once. They have no event: Admin has counted them.</summary>
public sealed class LikeImport(MainDbContext db)
{
    public async Task<LikeImportOutcome> StoreAsync(IReadOnlyCollection<ImportedLike> likes, CancellationToken cancellationToken)
    {
        var ids = likes.Select(like => like.ProductId).Distinct().ToList();
        var known = await db
            .Products.Where(product => ids.Contains(product.Id) && product.DeletedAt == null)
            .Select(product => product.Id)
            .ToHashSetAsync(cancellationToken);
        var rows = JsonSerializer.Serialize(
            likes.Where(like => known.Contains(like.ProductId)).Select(like => new[] { like.UserId, like.ProductId })
        );
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT IGNORE INTO product_user (user_id, product_id)
            SELECT liked.user_id, liked.product_id
            FROM JSON_TABLE({rows}, '$[*]' COLUMNS (user_id INT PATH '$[0]', product_id INT PATH '$[1]')) AS liked
            """,
            cancellationToken
        );
        return new LikeImportOutcome(added, likes.Count(like => !known.Contains(like.ProductId)));
    }
}

using Admin.Data.Products;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Seeding;

/// <summary>Something to look at on a developer's first run: users and products, only where there never were any.</summary>
public sealed class DemoData(AdminDbContext db, ProductStore products, TimeProvider time)
{
    private static readonly string[] FirstNames = ["Ada", "Alan", "Barbara", "Donald", "Edsger", "Frances", "Grace", "John", "Katherine", "Tim"];
    private static readonly string[] LastNames = ["Allen", "Backus", "Dijkstra", "Hamilton", "Hopper", "Johnson", "Knuth", "Liskov", "Lovelace", "Turing"];

    private static readonly (string Title, string Picture)[] Products =
    [
        ("Stoneware mug", "mug"), ("Desk lamp", "lamp"), ("Oak chair", "chair"), ("Dotted notebook", "notebook"),
        ("Studio headphones", "headphones"), ("City bicycle", "bicycle"), ("Rubber plant", "plant"), ("Film camera", "camera"),
        ("Wall clock", "clock"), ("Canvas backpack", "backpack"), ("Cast-iron teapot", "teapot"), ("Travel guitar", "guitar"),
    ];

    /// <summary>Adds 100 users to a database without users, and a dozen products to one that never had a product.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (!await db.Users.AnyAsync(cancellationToken))
        {
            db.Users.AddRange(
                from last in LastNames
                from first in FirstNames
                let name = $"{first}.{last}".ToLowerInvariant()
                select new User
                {
                    // Without a password nobody signs in as one of them.
                    Name = $"{first} {last}",
                    Email = $"{name}@example.com",
                    UserName = name,
                    NormalizedUserName = name.ToUpperInvariant(),
                    SecurityStamp = Guid.NewGuid().ToString("N"),
                    DateJoined = time.GetUtcNow().UtcDateTime,
                });
            await db.SaveChangesAsync(cancellationToken);
        }

        // The history outlives the products: whoever deleted them all does not get them back.
        if (!await db.ProductHistory.AnyAsync(cancellationToken) && !await db.Products.AnyAsync(cancellationToken))
        {
            foreach (var (title, picture) in Products)
            {
                await products.CreateAsync(title, $"/pictures/{picture}.svg", 0, "seed", cancellationToken);
            }
        }
    }
}

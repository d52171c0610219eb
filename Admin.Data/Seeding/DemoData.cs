using Admin.Data.Products;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Seeding;

/// <summary>How many users and products were added, and how many products were deleted before.</summary>
public sealed record DemoDataResult(int Users, int Products, int Deleted);

/// <summary>The demonstration data of a developer's machine: a hundred users and a dozen products.</summary>
public sealed class DemoData(AdminDbContext db, ProductStore products, ProductBatches batches, TimeProvider time)
{
    private const string Actor = "seed";

    private static readonly string[] FirstNames =
    [
        "Ada",
        "Alan",
        "Barbara",
        "Donald",
        "Edsger",
        "Frances",
        "Grace",
        "John",
        "Katherine",
        "Tim",
    ];
    private static readonly string[] LastNames =
    [
        "Allen",
        "Backus",
        "Dijkstra",
        "Hamilton",
        "Hopper",
        "Johnson",
        "Knuth",
        "Liskov",
        "Lovelace",
        "Turing",
    ];

    private static readonly (string Title, string Picture)[] Products =
    [
        ("Stoneware mug", "mug"),
        ("Desk lamp", "lamp"),
        ("Oak chair", "chair"),
        ("Dotted notebook", "notebook"),
        ("Studio headphones", "headphones"),
        ("City bicycle", "bicycle"),
        ("Rubber plant", "plant"),
        ("Film camera", "camera"),
        ("Wall clock", "clock"),
        ("Canvas backpack", "backpack"),
        ("Cast-iron teapot", "teapot"),
        ("Travel guitar", "guitar"),
    ];

    /// <summary>Adds 100 users to a database without users, and a dozen products to one that never had a product.</summary>
    public async Task SeedEmptyAsync(CancellationToken cancellationToken)
    {
        if (!await db.Users.AnyAsync(cancellationToken))
            await AddUsersAsync(cancellationToken);

        // The history outlives the products: once all are deleted they do not come back with the next start.
        if (!await db.ProductHistory.AnyAsync(cancellationToken) && !await db.Products.AnyAsync(cancellationToken))
            await AddProductsAsync(cancellationToken);
    }

    /// <summary>Adds the users and the products of the demonstration that are missing, known by user name and title.</summary>
    public async Task<DemoDataResult> AddMissingAsync(CancellationToken cancellationToken) =>
        new(await AddUsersAsync(cancellationToken), await AddProductsAsync(cancellationToken), Deleted: 0);

    /// <summary>
    /// Deletes every product, with its likes here and in Main, and adds what is missing. Accounts, history and audit log stay.
    /// </summary>
    public async Task<DemoDataResult> ResetAsync(CancellationToken cancellationToken)
    {
        var ids = await db.Products.Select(product => product.Id).ToListAsync(cancellationToken);
        var deletion = await batches.DeleteAsync(ids, Actor, cancellationToken);
        return await AddMissingAsync(cancellationToken) with { Deleted = deletion.Count };
    }

    private async Task<int> AddUsersAsync(CancellationToken cancellationToken)
    {
        var present = await db.Users.Select(user => user.UserName).ToHashSetAsync(cancellationToken);
        List<User> missing =
        [
            .. from last in LastNames
            from first in FirstNames
            let name = $"{first}.{last}".ToLowerInvariant()
            where !present.Contains(name)
            select new User
            {
                // Without a password none of them can sign in.
                Name = $"{first} {last}",
                Email = $"{name}@example.com",
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                SecurityStamp = Guid.NewGuid().ToString("N"),
                DateJoined = time.GetUtcNow().UtcDateTime,
            },
        ];
        db.Users.AddRange(missing);
        await db.SaveChangesAsync(cancellationToken);
        return missing.Count;
    }

    private async Task<int> AddProductsAsync(CancellationToken cancellationToken)
    {
        var present = await db.Products.Select(product => product.Title).ToHashSetAsync(cancellationToken);
        var missing = Products.Where(product => !present.Contains(product.Title)).ToList();
        foreach (var (title, picture) in missing)
            await products.CreateAsync(title, $"/pictures/{picture}.svg", 0, Actor, cancellationToken);

        return missing.Count;
    }
}

using Main.Data.Likes;
using Main.Data.Products;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;
using ProductPlatform.Database.Changes;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Web.Keys;

namespace Main.Data;

/// <summary>Main's own database: its copy of the products, and likes.</summary>
public sealed class MainDbContext(DbContextOptions<MainDbContext> options) : DbContext(options)
{
    /// <summary>Products, tombstones of deleted ones among them.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Who likes what.</summary>
    public DbSet<ProductUser> Likes => Set<ProductUser>();

    /// <summary>Events that wait to be published.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Counts changes of products with them. SQL of one's own that changes products calls <see cref="ChangeCounter.CountChangeAsync"/>.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        this.SaveCountedAsync<Product>(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasCharSet("utf8mb4", DelegationModes.ApplyToAll);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MainDbContext).Assembly);
        modelBuilder.AddProtectionKeys();
        modelBuilder.AddMessaging();
        modelBuilder.AddChangeCounter();
        modelBuilder.UseSnakeCaseColumns();
    }
}

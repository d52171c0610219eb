using Admin.Data.Likes;
using Admin.Data.Products;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Outbox;

namespace Admin.Data;

/// <summary>Admin's own database: products, their history, users.</summary>
public sealed class AdminDbContext(DbContextOptions<AdminDbContext> options) : DbContext(options)
{
    /// <summary>The catalogue.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Every change of every product.</summary>
    public DbSet<ProductRevision> ProductHistory => Set<ProductRevision>();

    /// <summary>Likes by product and hour.</summary>
    public DbSet<HourlyLikes> HourlyLikes => Set<HourlyLikes>();

    /// <summary>The users.</summary>
    public DbSet<User> Users => Set<User>();

    /// <summary>Events that wait to be published.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasCharSet("utf8mb4", DelegationModes.ApplyToAll);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AdminDbContext).Assembly);
        modelBuilder.AddMessaging();
    }
}

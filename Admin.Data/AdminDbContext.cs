using Admin.Data.Audit;
using Admin.Data.Auth;
using Admin.Data.DeadLetters;
using Admin.Data.Likes;
using Admin.Data.Lists;
using Admin.Data.Products;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;
using ProductPlatform.Database.Changes;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Publishing;
using ProductPlatform.Web.Keys;

namespace Admin.Data;

/// <summary>Admin's own database: products, their history, users and what they may do.</summary>
public sealed class AdminDbContext(DbContextOptions<AdminDbContext> options) : DbContext(options)
{
    /// <summary>The catalogue.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Every change of every product.</summary>
    public DbSet<ProductRevision> ProductHistory => Set<ProductRevision>();

    /// <summary>Likes by product and hour.</summary>
    public DbSet<HourlyLikes> HourlyLikes => Set<HourlyLikes>();

    public DbSet<User> Users => Set<User>();

    /// <summary>Sets of permissions.</summary>
    public DbSet<Group> Groups => Set<Group>();

    /// <summary>Permissions given to single users.</summary>
    public DbSet<UserGrant> UserGrants => Set<UserGrant>();

    /// <summary>Who is signed in.</summary>
    public DbSet<UserSession> Sessions => Set<UserSession>();

    /// <summary>Tries to sign in that failed lately.</summary>
    public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();

    /// <summary>Programs' keys to the API.</summary>
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    /// <summary>What was done and refused.</summary>
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    /// <summary>People's filters of the dashboard's lists.</summary>
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    /// <summary>People's columns of the dashboard's lists.</summary>
    public DbSet<ListColumns> ListColumns => Set<ListColumns>();

    /// <summary>Replays of dead letters.</summary>
    public DbSet<Replay> Replays => Set<Replay>();

    /// <summary>Events that wait to be published.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Counts changes of products with them. SQL of one's own that changes products calls <see cref="ChangeCounter.CountChangeAsync"/>.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        this.SaveCountedAsync<Product>(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasCharSet("utf8mb4", DelegationModes.ApplyToAll);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AdminDbContext).Assembly);
        modelBuilder.AddProtectionKeys();
        modelBuilder.AddMessaging();
        modelBuilder.AddChangeCounter();
        modelBuilder.UseSnakeCaseColumns();
    }
}

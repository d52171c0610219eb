using Admin.Data.Likes;
using Admin.Data.Products;
using Admin.Data.Retention;
using Admin.Data.Seeding;
using Admin.Data.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Database;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Contracts;

namespace Admin.Data;

/// <summary>Adds Admin's database, and the messaging over it, to a process.</summary>
public static class AdminDataExtensions
{
    /// <summary>The connection string's name, as Aspire sets it.</summary>
    public const string ConnectionName = "admindb";

    /// <summary>The secret that Production reads when <c>SECRET_NAME</c> is not set.</summary>
    public const string ProductionSecret = "my-django-db-secret-us-east-2";

    /// <summary>Adds <see cref="AdminDbContext"/>, <see cref="ProductStore"/> and <see cref="ProductBatches"/>.</summary>
    public static void AddAdminData(this IHostApplicationBuilder builder)
    {
        builder.AddDatabase<AdminDbContext>(ConnectionName, ProductionSecret, (services, options) => options.WakeRelay(services));
        builder.Services.AddScoped<ProductStore>();
        builder.Services.AddScoped<ProductBatches>();
        builder.Services.AddScoped<DemoData>();
        builder.AddUsers();
    }

    /// <summary>Adds the relay of Admin's events.</summary>
    public static void AddAdminPublishing(this IHostApplicationBuilder builder) => builder.AddPublishing<AdminDbContext>();

    /// <summary>Adds the consumer of likes.</summary>
    public static void AddAdminConsuming(this IHostApplicationBuilder builder)
    {
        builder.AddConsuming<AdminDbContext, LikeCounter>(Topology.AdminQueue);
        builder.AddAdminRetention();
        builder.Services.AddHostedService<LikeTotals>();
    }
}

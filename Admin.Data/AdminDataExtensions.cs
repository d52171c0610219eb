using Admin.Data.Products;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Database;
using ProductPlatform.Messaging;

namespace Admin.Data;

/// <summary>Adds Admin's database, and the messaging over it, to a process.</summary>
public static class AdminDataExtensions
{
    /// <summary>The connection string's name, as Aspire sets it.</summary>
    public const string ConnectionName = "admindb";

    /// <summary>The secret that Production reads when <c>SECRET_NAME</c> is not set.</summary>
    public const string ProductionSecret = "my-django-db-secret-us-east-2";

    /// <summary>Adds the database and what changes products.</summary>
    public static void AddAdminData(this IHostApplicationBuilder builder)
    {
        builder.AddDatabase<AdminDbContext>(ConnectionName, ProductionSecret, (services, options) => options.WakeRelay(services));
        builder.Services.AddScoped<ProductStore>();
        builder.Services.AddSingleton<ProductCreator>();
        builder.Services.AddScoped<ProductBatches>();
    }

    /// <summary>Adds the relay of Admin's events.</summary>
    public static void AddAdminPublishing(this IHostApplicationBuilder builder) => builder.AddPublishing<AdminDbContext>();
}

using Main.Data.Likes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Database;
using ProductPlatform.Messaging;
using ProductPlatform.Web.Keys;

namespace Main.Data;

/// <summary>Adds Main's database, and the messaging over it, to a process.</summary>
public static class MainDataExtensions
{
    /// <summary>The connection string's name, as Aspire sets it.</summary>
    public const string ConnectionName = "maindb";

    /// <summary>The secret that Production reads when <c>SECRET_NAME</c> is not set.</summary>
    public const string ProductionSecret = "my-flask-db-secret-us-east-2";

    /// <summary>Adds <see cref="MainDbContext"/> and <see cref="LikeStore"/>.</summary>
    public static void AddMainData(this IHostApplicationBuilder builder)
    {
        builder.AddDatabase<MainDbContext>(ConnectionName, ProductionSecret, (services, options) => options.WakeRelay(services));
        builder.Services.AddSingleton<LikeMetrics>();
        builder.Services.AddSingleton<LikeStore>();
    }

    /// <summary>Makes all replicas seal their forms with the same keys, kept in Main's database.</summary>
    public static void AddMainKeys(this IHostApplicationBuilder builder) =>
        builder.AddProtectionKeys<MainDbContext>("ProductPlatform.Main");

    /// <summary>Adds the relay of Main's events.</summary>
    public static void AddMainPublishing(this IHostApplicationBuilder builder) => builder.AddPublishing<MainDbContext>();
}

using Admin.Data;
using Admin.Data.Likes;
using Admin.Data.Retention;
using Main.Data;
using Main.Data.Products;
using Main.Data.Retention;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Testing;

/// <summary>What the workers consume, for a host in the test's own process: a library cannot use the workers' programs.</summary>
internal static class Consumers
{
    internal static void AddAdminConsuming(this IHostApplicationBuilder builder)
    {
        builder.AddConsumer<AdminDbContext, ProductLiked, LikeCounter>(Topology.AdminQueue);
        builder.AddAdminRetention();
    }

    internal static void AddMainConsuming(this IHostApplicationBuilder builder)
    {
        builder.AddConsumer<MainDbContext, ProductEvent, ProductProjector>(Topology.MainQueue);
        builder.AddMainRetention();
    }
}

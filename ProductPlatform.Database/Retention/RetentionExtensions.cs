using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ProductPlatform.Database.Retention;

/// <summary>Adds the deletion of old rows to a process.</summary>
public static class RetentionExtensions
{
    /// <summary>Has this process delete what <paramref name="rules"/> name, in their order. Several replicas may do so at once.</summary>
    /// <typeparam name="TContext">The database.</typeparam>
    public static void AddRetention<TContext>(this IHostApplicationBuilder builder, params IEnumerable<RetentionRule<TContext>> rules)
        where TContext : DbContext
    {
        builder.Services.TryAddSingleton<RetentionMetrics>();
        builder.Services.AddHostedService<RetentionService<TContext>>();
        foreach (var rule in rules)
            builder.Services.AddSingleton(rule);
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Web.Keys;

/// <summary>Makes all replicas of a service seal their cookies and forms with the same keys.</summary>
public static class KeyExtensions
{
    /// <summary>Adds the table of keys to a model.</summary>
    public static void AddProtectionKeys(this ModelBuilder model) => model.ApplyConfiguration(new ProtectionKeyModel());

    /// <summary>Keeps the keys in <typeparamref name="TContext"/>'s database, encrypted where a certificate is configured (section <c>DataProtection</c>).</summary>
    /// <param name="builder">The process being built.</param>
    /// <param name="application">What the keys are for: another application's seals are not taken, whoever has the keys.</param>
    /// <exception cref="InvalidOperationException">The configured certificate cannot be used.</exception>
    public static void AddProtectionKeys<TContext>(this IHostApplicationBuilder builder, string application)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var protection = services.AddDataProtection().SetApplicationName(application);
        if (KeyCertificate.Load(builder.Configuration) is { } certificate)
            protection.ProtectKeysWithCertificate(certificate);
        services.AddSingleton<PlatformId>();
        services.AddSingleton<KeyTable<TContext>>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = provider.GetRequiredService<KeyTable<TContext>>()));
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Web.Keys;

/// <summary>Lets all replicas of a service share the keys of their cookies and forms.</summary>
public static class KeyExtensions
{
    public static void AddProtectionKeys(this ModelBuilder model) => model.ApplyConfiguration(new ProtectionKeyModel());

    /// <summary>Keeps the keys in <typeparamref name="TContext"/>'s database, encrypted where a certificate is configured (section
    /// <c>DataProtection</c>).</summary>
    /// <param name="application">What the keys are for: other applications' cookies are not accepted, even with the same keys.</param>
    /// <exception cref="InvalidOperationException">The configured certificate cannot be used.</exception>
    public static void AddProtectionKeys<TContext>(this IHostApplicationBuilder builder, string application)
        where TContext : DbContext
    {
        var services = builder.Services;
        var protection = services.AddDataProtection().SetApplicationName(application);
        if (KeyCertificate.Load(builder.Configuration) is { } certificate)
            protection.ProtectKeysWithCertificate(certificate);
        if (KeyCertificate.LoadPrevious(builder.Configuration) is { } previous)
            protection.UnprotectKeysWithAnyCertificate(previous);
        services.AddSingleton<PlatformId>();
        services.AddSingleton<KeyTable<TContext>>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlRepository = provider.GetRequiredService<KeyTable<TContext>>()
        ));
    }
}

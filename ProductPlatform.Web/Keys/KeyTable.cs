using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Web.Keys;

/// <summary>
/// Keeps the keys that cookies and forms are encrypted with in the service's database: all replicas share them, and they outlive a restart.
/// </summary>
internal sealed class KeyTable<TContext>(IServiceScopeFactory scopes) : IXmlRepository
    where TContext : DbContext
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        WithDatabase(db => db.Set<ProtectionKey>().AsNoTracking().Select(key => key.Xml).ToList()).ConvertAll(xml => XElement.Parse(xml));

    public void StoreElement(XElement element, string friendlyName) =>
        WithDatabase(db =>
        {
            db.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            return db.SaveChanges();
        });

    /// <summary>One attempt: the framework asks while the process starts, which must not wait for an unavailable database.</summary>
    private T WithDatabase<T>(Func<TContext, T> work)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        return new MySqlRetryingExecutionStrategy(db, maxRetryCount: 0).Execute(() => work(db));
    }
}

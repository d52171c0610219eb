using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Main.Data.Keys;

/// <summary>Keeps the keys that forms are sealed with in the database, so that every replica takes the forms of every other.</summary>
internal sealed class KeyTable(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        WithDatabase(db => db.ProtectionKeys.AsNoTracking().Select(key => key.Xml).ToList()).ConvertAll(xml => XElement.Parse(xml));

    public void StoreElement(XElement element, string friendlyName) => WithDatabase(db =>
    {
        db.ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        return db.SaveChanges();
    });

    /// <summary>One try only: the framework asks while the process starts, and that must not wait for a database that is away.</summary>
    private T WithDatabase<T>(Func<MainDbContext, T> work)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MainDbContext>();
        return new MySqlRetryingExecutionStrategy(db, maxRetryCount: 0).Execute(() => work(db));
    }
}

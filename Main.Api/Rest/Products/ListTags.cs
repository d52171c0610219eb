using Main.Data.Products;
using Microsoft.Net.Http.Headers;

namespace Main.Api.Rest.Products;

/// <summary>
/// The list's entity tag; weak, because it stands for the products and not for the bytes of one page. A digest reads the whole table, so
/// one is computed at a time: requests that arrive meanwhile share the next, which starts after their arrival and so knows what they may
/// know.
/// </summary>
internal sealed class ListTags(IServiceScopeFactory scopes)
{
    private readonly Lock _lock = new();
    private Task<EntityTagHeaderValue>? _running;
    private Task<EntityTagHeaderValue>? _next;

    internal Task<EntityTagHeaderValue> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return (_next ??= RunAfterAsync(_running ?? Task.CompletedTask)).WaitAsync(cancellationToken);
    }

    internal static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request
            .GetTypedHeaders()
            .IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));

    private async Task<EntityTagHeaderValue> RunAfterAsync(Task previous)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
            (_running, _next) = (_next, null);

        // Of no single request: one that is given up must not take the others' tag with it.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MainDbContext>();
        return new EntityTagHeaderValue($"\"{await CatalogueDigest.OfAsync(db, CancellationToken.None)}\"", isWeak: true);
    }
}

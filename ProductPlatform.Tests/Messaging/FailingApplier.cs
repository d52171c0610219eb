using Main.Data;
using Main.Data.Products;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;

namespace ProductPlatform.Tests.Messaging;

/// <summary>Applies products, but for one that it always fails on.</summary>
internal sealed class FailingApplier(TimeProvider time) : IEventApplier<MainDbContext>
{
    internal const int BadProduct = 13;

    public Task ApplyAsync(MainDbContext db, IReadOnlyList<IncomingEvent> events, CancellationToken cancellationToken) =>
        events.OfType<ProductSaved>().Any(product => product.Id == BadProduct)
            ? throw new ArithmeticException("This product cannot be applied.")
            : new ProductProjector(time).ApplyAsync(db, events, cancellationToken);
}

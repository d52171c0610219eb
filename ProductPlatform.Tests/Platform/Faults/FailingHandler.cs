using Main.Data;
using Main.Data.Products;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;

namespace ProductPlatform.Tests.Platform.Faults;

/// <summary>Fails for batches with one product.</summary>
internal sealed class FailingHandler(TimeProvider time) : IBatchHandler<MainDbContext, ProductEvent>
{
    internal const int BadProduct = 13;

    public Task HandleAsync(MainDbContext db, IReadOnlyList<ProductEvent> events, CancellationToken cancellationToken) =>
        events.Any(product => product.ProductId == BadProduct)
            ? throw new ArithmeticException("This product cannot be applied.")
            : new ProductProjector(time).HandleAsync(db, events, cancellationToken);
}

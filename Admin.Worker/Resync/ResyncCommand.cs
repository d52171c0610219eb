using System.CommandLine;
using Admin.Data.Products;
using Admin.Worker.Audit;
using Admin.Worker.InternalApi;
using ProductPlatform.Workers;

namespace Admin.Worker.Resync;

/// <summary>
/// <c>resync</c>: announces every product again, so that an empty or damaged database of Main becomes right. Likes are left alone.
/// </summary>
internal static class ResyncCommand
{
    internal static Command Create()
    {
        var command = new Command("resync", "Announces every product to Main again, and deletes there what Admin does not have.")
        {
            MainAddress.Option,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                WorkerHost.RunCommandAsync<AdminWorker>(
                    builder => builder.AddResync(parse.GetValue(MainAddress.Option)),
                    async services =>
                    {
                        var result = await CommandTrail.RunAsync(services, "resync", () => RunAsync(services, cancellationToken), Counts);
                        await parse.InvocationConfiguration.Output.WriteLineAsync(
                            $"{Counts(result)}. Admin.Api publishes the events, Main.Worker applies them."
                        );
                        return 0;
                    }
                )
        );
        return command;
    }

    private static string Counts(ResyncResult result) => $"{result.Announced} products announced, {result.Deleted} announced as deleted";

    internal static async Task<ResyncResult> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var main = await services
            .GetRequiredService<MainClient>()
            .ProductsAsync(cancellationToken)
            .ToDictionaryAsync(product => product.Id, cancellationToken: cancellationToken);
        return await services.GetRequiredService<ProductResync>().RunAsync(main, cancellationToken);
    }

    internal static void AddResync(this IHostApplicationBuilder builder, Uri? mainUrl)
    {
        builder.AddMainClient(mainUrl);
        builder.Services.AddScoped<ProductResync>();
    }
}

using System.CommandLine;
using Admin.Data;
using Admin.Data.Import;
using Admin.Worker.Audit;
using ProductPlatform.Workers;

namespace Admin.Worker.Import;

/// <summary>
/// <c>import</c>: takes over what the Python pair has. Exit code 0: all of it is here. 1: it could not be read or stored. 2: a person has to
/// look at something, which it names.
/// </summary>
internal static class ImportCommand
{
    private static readonly Option<string> Engine = new("--engine")
    {
        Description = "Where Django keeps its data.",
        DefaultValueFactory = _ => "mysql",
    };

    internal static Command Create()
    {
        Engine.AcceptOnlyFromAmong("mysql", "postgresql");
        var command = new Command(
            "import",
            "Takes over the Python pair's products, users and accounts; both are only read. Addresses come from ConnectionStrings__django and "
                + "ConnectionStrings__flask. Main's likes: Main.Worker import."
        )
        {
            Engine,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                WorkerHost.RunCommandAsync<AdminWorker>(
                    AddImport,
                    async services =>
                    {
                        var settings = services.GetRequiredService<IConfiguration>();
                        var output = parse.InvocationConfiguration.Output;
                        var likes = await FlaskLikes.ReadAsync(settings.GetRequiredAddress("flask"), cancellationToken);
                        await using var django = await DjangoDatabase.OpenAsync(
                            parse.GetRequiredValue(Engine),
                            settings.GetRequiredAddress("django"),
                            cancellationToken
                        );
                        var import = services.GetRequiredService<PairImport>();
                        var problems = await CommandTrail.RunAsync(
                            services,
                            "import",
                            () => import.RunAsync(django, likes, output, cancellationToken),
                            problems =>
                                $"{string.Join(", ", import.Added.Select(part => $"{part.Count} {part.What}"))} added, {problems} problems"
                        );
                        await output.WriteLineAsync(
                            "Admin.Api publishes the products. When Main has them, run: Main.Worker import; then: Admin.Worker reconcile"
                        );
                        return problems == 0 ? 0 : 2;
                    }
                )
        );
        return command;
    }

    private static void AddImport(IHostApplicationBuilder builder)
    {
        builder.AddUsers();
        builder.Services.AddScoped<ProductImport>();
        builder.Services.AddScoped<UserImport>();
        builder.Services.AddScoped<AccountImport>();
        builder.Services.AddScoped<PairImport>();
    }
}

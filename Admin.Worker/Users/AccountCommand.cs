using Admin.Data;
using Microsoft.AspNetCore.Identity;
using ProductPlatform.Workers;

namespace Admin.Worker.Users;

/// <summary>What the commands about accounts have in common: a scope to work in, words on the terminal, an exit code.</summary>
internal static class AccountCommand
{
    internal static async Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<bool>> run, CancellationToken cancellationToken)
    {
        var builder = WorkerHost.CreateBuilder<AdminWorker>();
        builder.AddUsers();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider, cancellationToken) ? 0 : 1;
    }

    internal static bool Report(IdentityResult result, string success)
    {
        if (result.Succeeded)
            Console.WriteLine(success);
        foreach (var error in result.Errors)
            Console.Error.WriteLine($"Error: {error.Description}");
        return result.Succeeded;
    }
}

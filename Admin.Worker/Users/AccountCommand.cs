using Microsoft.AspNetCore.Identity;

namespace Admin.Worker.Users;

/// <summary>What the commands about accounts have in common: a scope to work in, words on the terminal, an exit code.</summary>
internal static class AccountCommand
{
    internal static async Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<bool>> run, CancellationToken cancellationToken)
    {
        await using var app = WorkerHost.Create().Build();
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

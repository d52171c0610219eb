using System.CommandLine;
using Admin.Data.Audit;
using Admin.Data.Users;
using Admin.Worker.Audit;
using Microsoft.AspNetCore.Identity;

namespace Admin.Worker.Users;

/// <summary><c>change-password</c>: for an account that cannot sign in any more. It ends the account's sessions.</summary>
internal static class ChangePasswordCommand
{
    private static readonly Argument<string> Username = new("username") { Description = "Whose password." };
    private static readonly Option<bool> NoInput = new("--no-input")
    {
        Description = "Asks nothing: Admin__Password is taken from the environment.",
    };

    internal static Command Create()
    {
        var command = new Command("change-password", "Gives an account another password.") { Username, NoInput };
        command.SetAction(
            (parse, cancellationToken) =>
                AccountCommand.RunAsync(
                    (services, cancellation) =>
                        RunAsync(services, parse.GetRequiredValue(Username), !parse.GetValue(NoInput), cancellation),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<bool> RunAsync(IServiceProvider services, string username, bool ask, CancellationToken cancellationToken)
    {
        var users = services.GetRequiredService<UserManager<User>>();
        if (await users.FindByNameAsync(username) is null)
        {
            await Console.Error.WriteLineAsync($"Error: user '{username}' does not exist.");
            return false;
        }

        var password = ask ? Terminal.AskPassword() : services.GetRequiredService<IConfiguration>()["Admin:Password"];
        if (string.IsNullOrEmpty(password))
        {
            await Console.Error.WriteLineAsync("Error: no password given.");
            return false;
        }

        var result = await services
            .GetRequiredService<Accounts>()
            .ApplyAsync(
                async () =>
                {
                    var user = (await users.FindByNameAsync(username))!;
                    services.GetRequiredService<AuditLog>().Add(AuditKind.PasswordChanged, CommandTrail.Actor, null, $"user {username}");
                    return await services.GetRequiredService<Accounts>().SetPasswordAsync(user, password);
                },
                cancellationToken
            );
        return AccountCommand.Report(result, $"Password changed for {username}.");
    }
}

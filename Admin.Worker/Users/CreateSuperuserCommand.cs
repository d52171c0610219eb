using System.CommandLine;
using Admin.Data.Audit;
using Admin.Data.Users;
using Admin.Worker.Audit;

namespace Admin.Worker.Users;

/// <summary><c>create-superuser</c>: makes an account that may do everything. There is none by default.</summary>
internal static class CreateSuperuserCommand
{
    private static readonly Option<string?> Username = new("--username")
    {
        Description = "The user name; else Admin__Username, or asked for.",
    };
    private static readonly Option<string?> Email = new("--email") { Description = "The email address; else Admin__Email, or asked for." };
    private static readonly Option<bool> NoInput = new("--no-input")
    {
        Description = "Asks nothing: Admin__Username, Admin__Email and Admin__Password are taken from the environment.",
    };

    internal static Command Create()
    {
        var command = new Command("create-superuser", "Creates an account with every permission.") { Username, Email, NoInput };
        command.SetAction(
            (parse, cancellationToken) =>
                AccountCommand.RunAsync((services, cancellation) => RunAsync(services, parse, cancellation), cancellationToken)
        );
        return command;
    }

    private static async Task<bool> RunAsync(IServiceProvider services, ParseResult parse, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<IConfiguration>();
        var ask = !parse.GetValue(NoInput);
        var username = parse.GetValue(Username) ?? settings["Admin:Username"] ?? (ask ? Terminal.Ask("Username", "admin") : null);
        var email = parse.GetValue(Email) ?? settings["Admin:Email"] ?? (ask ? Terminal.Ask("Email address") : null);
        var password = settings["Admin:Password"];
        if (string.IsNullOrEmpty(username) || string.IsNullOrEmpty(email) || (string.IsNullOrEmpty(password) && !ask))
        {
            await Console.Error.WriteLineAsync(
                "Error: Admin__Username, Admin__Email and Admin__Password are needed where nothing can be asked."
            );
            return false;
        }

        while (true)
        {
            var chosen = string.IsNullOrEmpty(password) ? Terminal.AskPassword() : password;
            if (chosen is null)
                return false;
            if (await AddAsync(services, username, email, chosen, checkPassword: true, cancellationToken))
                return true;
            if (!ask || !string.IsNullOrEmpty(password))
                return false;
        }
    }

    /// <summary>Adds a superuser; errors go to standard error.</summary>
    internal static async Task<bool> AddAsync(
        IServiceProvider services,
        string username,
        string email,
        string password,
        bool checkPassword,
        CancellationToken cancellationToken
    )
    {
        var accounts = services.GetRequiredService<Accounts>();
        var result = await accounts.ApplyAsync(
            async () =>
            {
                var user = new User
                {
                    Name = username,
                    UserName = username,
                    Email = email,
                    IsStaff = true,
                    IsSuperuser = true,
                    DateJoined = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime,
                };
                if (!checkPassword)
                {
                    user.PasswordHash = services
                        .GetRequiredService<Microsoft.AspNetCore.Identity.IPasswordHasher<User>>()
                        .HashPassword(user, password);
                }

                services.GetRequiredService<AuditLog>().Add(AuditKind.UserAdded, CommandTrail.Actor, null, $"user {username}", "superuser");
                return await accounts.CreateAsync(user, checkPassword ? password : null, cancellationToken);
            },
            cancellationToken
        );
        return AccountCommand.Report(result, $"Superuser {username} created.");
    }
}

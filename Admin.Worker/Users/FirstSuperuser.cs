using Admin.Data.Audit;
using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace Admin.Worker.Users;

/// <summary>
/// The user <c>admin</c> of Development, whose password the AppHost generates (<c>admin-password</c>) and passes on: the account is made
/// where there is no superuser, and a changed setting changes its password. Outside Development a person makes the first superuser.
/// </summary>
internal sealed partial class FirstSuperuser(
    UserManager<User> users,
    Accounts accounts,
    AuditLog audit,
    IPasswordHasher<User> hasher,
    IConfiguration configuration,
    IHostEnvironment environment,
    IServiceProvider services,
    ILogger<FirstSuperuser> logger
)
{
    private const string UserName = "admin";

    internal async Task ApplyAsync(CancellationToken cancellationToken)
    {
        if (configuration["Admin:Password"] is not { Length: > 0 } password)
            return;

        if (!environment.IsDevelopment())
        {
            Log.OutsideDevelopment(logger);
        }
        else if (!await accounts.HasSuperuserAsync(cancellationToken))
        {
            await CreateSuperuserCommand.AddAsync(services, UserName, "admin@localhost", password, checkPassword: false, cancellationToken);
        }
        else if (
            await users.FindByNameAsync(UserName) is not { IsSuperuser: true, IsStaff: true, IsActive: true, PasswordHash: not null } admin
        )
        {
            Log.NoSuchSuperuser(logger, UserName);
        }
        else if (!await users.CheckPasswordAsync(admin, password))
        {
            await ChangeAsync(password, cancellationToken);
        }
    }

    /// <summary>As for the servers' passwords: what the setting says now holds. Sessions under the old password end.</summary>
    private async Task ChangeAsync(string password, CancellationToken cancellationToken)
    {
        var result = await accounts.ApplyAsync(
            async () =>
            {
                // Not by SetPasswordAsync: a password of the developer's choice is not held to the rules for people's.
                var admin = (await users.FindByNameAsync(UserName))!;
                admin.PasswordHash = hasher.HashPassword(admin, password);
                audit.Add(AuditKind.PasswordChanged, "command line", null, $"user {UserName}", "by the setting admin-password");
                return await users.UpdateSecurityStampAsync(admin);
            },
            cancellationToken
        );
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(
                $"The password of '{UserName}' was not changed: {string.Join(' ', result.Errors.Select(error => error.Description))}"
            );
        }

        Log.Changed(logger, UserName);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "The password of the user '{User}' is now the one of admin-password; sessions under the old one have ended."
        )]
        internal static partial void Changed(ILogger logger, string user);

        [LoggerMessage(
            LogLevel.Warning,
            "admin-password is not applied: there is no active superuser '{User}', and there are other superusers."
        )]
        internal static partial void NoSuchSuperuser(ILogger logger, string user);

        [LoggerMessage(
            LogLevel.Warning,
            "Admin:Password is not applied outside Development: make the first superuser with 'create-superuser'."
        )]
        internal static partial void OutsideDevelopment(ILogger logger);
    }
}

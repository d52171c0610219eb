using Admin.Data.Users;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>The commands that make and mend accounts, as an operator runs them.</summary>
[Collection(DashboardTests.Name)]
public sealed class CommandTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task A_superuser_created_without_prompts_can_sign_in()
    {
        var name = DashboardFixture.NewName("chief");
        var made = await RunAsync(
            "create-superuser --no-input",
            "",
            ("Admin__Username", name),
            ("Admin__Email", $"{name}@example.org"),
            ("Admin__Password", "Quite-another-1-word")
        );
        Assert.Equal(0, made.ExitCode);
        using var visitor = dashboard.Stranger();
        Assert.Equal("/admin", await visitor.SignInAsync(name, "Quite-another-1-word"));
        Assert.Equal(200, await visitor.StatusAsync("/admin/groups"));
    }

    [Fact]
    public async Task A_superuser_can_be_created_by_answering_prompts()
    {
        var name = DashboardFixture.NewName("chief");
        var made = await RunAsync("create-superuser", $"{name}\n{name}@example.org\nQuite-another-1-word\nQuite-another-1-word\n");
        Assert.Equal(0, made.ExitCode);
        Assert.True(await dashboard.QueryAsync(db => db.Users.AnyAsync(user => user.UserName == name && user.IsSuperuser && user.IsStaff)));
    }

    [Fact]
    public async Task The_audit_log_names_the_operator_who_created_an_account()
    {
        var name = DashboardFixture.NewName("chief");
        await RunAsync(
            "create-superuser --no-input",
            "",
            ("Admin__Username", name),
            ("Admin__Email", $"{name}@example.org"),
            ("Admin__Password", "Quite-another-1-word")
        );

        Assert.Equal(
            $"command line: {Environment.UserName}",
            await dashboard.QueryAsync(db =>
                db.AuditLog.Where(entry => entry.Subject == $"user {name}").Select(entry => entry.Actor).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task A_superuser_with_a_common_password_is_not_created()
    {
        var name = DashboardFixture.NewName("chief");
        var made = await RunAsync(
            "create-superuser --no-input",
            "",
            ("Admin__Username", name),
            ("Admin__Email", $"{name}@example.org"),
            ("Admin__Password", "password")
        );
        Assert.NotEqual(0, made.ExitCode);
        Assert.Contains("This password is too common.", made.StandardError, StringComparison.Ordinal);
        Assert.False(await dashboard.QueryAsync(db => db.Users.AnyAsync(user => user.UserName == name)));
    }

    [Fact]
    public async Task A_changed_password_ends_the_sessions_of_the_old_one()
    {
        using var visitor = await dashboard.VisitAsync();
        var changed = await RunAsync(
            $"change-password {visitor.User!.UserName} --no-input",
            "",
            ("Admin__Password", "Quite-another-1-word")
        );
        Assert.Equal(0, changed.ExitCode);
        Assert.Equal(302, await visitor.StatusAsync("/admin"));
        Assert.Equal("/admin", await visitor.SignInAsync(visitor.User.UserName!, "Quite-another-1-word"));
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Migrating_makes_the_first_superuser_in_development_only(string environment, bool expected)
    {
        var empty = new DashboardFixture();
        await empty.InitializeAsync();
        await empty.QueryAsync(db => db.Users.ExecuteDeleteAsync());
        var migrated = await RunAsync(
            "migrate",
            "",
            empty.Database,
            ("DOTNET_ENVIRONMENT", environment),
            ("Admin__Password", "generated-0001-words")
        );
        Assert.Equal(0, migrated.ExitCode);
        Assert.Equal(expected, await empty.QueryAsync(db => db.Users.AnyAsync(user => user.UserName == "admin" && user.IsSuperuser)));
        Assert.DoesNotContain("generated-0001-words", migrated.StandardOutput + migrated.StandardError, StringComparison.Ordinal);
        await empty.DisposeAsync();
    }

    [Fact]
    public async Task Migrating_a_database_of_another_version_changes_nothing_and_says_so_in_one_line()
    {
        var other = new DashboardFixture();
        await other.InitializeAsync();
        await other.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('20990101000000_Later', '9.0.0')"
            )
        );

        var migrated = await RunAsync("migrate", "", other.Database);

        Assert.Equal(1, migrated.ExitCode);
        var line = Assert.Single(migrated.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("with migrations that this one does not have (20990101000000_Later)", line, StringComparison.Ordinal);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Migrating_with_another_password_for_the_user_admin_applies_it()
    {
        var empty = new DashboardFixture();
        await empty.InitializeAsync();
        await empty.QueryAsync(db => db.Users.ExecuteDeleteAsync());
        async Task<string> MigrateAsync(string password)
        {
            var migrated = await RunAsync("migrate", "", empty.Database, ("Admin__Password", password));
            Assert.Equal(0, migrated.ExitCode);
            return migrated.StandardOutput + migrated.StandardError;
        }

        await MigrateAsync("generated-0001-words");
        using var visitor = empty.Stranger();
        Assert.Equal("/admin", await visitor.SignInAsync("admin", "generated-0001-words"));
        Assert.DoesNotContain("admin-password", await MigrateAsync("generated-0001-words"), StringComparison.Ordinal);
        Assert.Equal(200, await visitor.StatusAsync("/admin"));

        Assert.Contains(
            "The password of the user 'admin' is now the one of admin-password",
            await MigrateAsync("generated-0002-words"),
            StringComparison.Ordinal
        );
        Assert.Equal(302, await visitor.StatusAsync("/admin"));
        Assert.Null(await empty.Stranger().SignInAsync("admin", "generated-0001-words"));
        Assert.Equal("/admin", await empty.Stranger().SignInAsync("admin", "generated-0002-words"));
        await empty.DisposeAsync();
    }

    [Theory]
    [InlineData("Development", "there is no active superuser 'admin'")]
    [InlineData("Production", "not applied outside Development")]
    public async Task A_password_that_is_not_applied_is_reported(string environment, string expected)
    {
        var migrated = await RunAsync(
            "migrate",
            "",
            ("DOTNET_ENVIRONMENT", environment),
            ("SECRET_NAME", ""),
            ("Admin__Password", "generated-0001-words")
        );
        Assert.Equal(0, migrated.ExitCode);
        Assert.Contains(expected, migrated.StandardOutput + migrated.StandardError, StringComparison.Ordinal);
    }

    private Task<BufferedCommandResult> RunAsync(string arguments, string input, params (string Key, string Value)[] environment) =>
        RunAsync(arguments, input, dashboard.Database, environment);

    private static async Task<BufferedCommandResult> RunAsync(
        string arguments,
        string input,
        string database,
        params (string Key, string Value)[] environment
    ) =>
        await Cli.Wrap("dotnet")
            .WithArguments([
                typeof(User).Assembly.Location.Replace("Admin.Data.dll", "Admin.Worker.dll", StringComparison.Ordinal),
                .. arguments.Split(' '),
            ])
            .WithEnvironmentVariables(set =>
            {
                set.Set("ConnectionStrings__admindb", database).Set("DOTNET_ENVIRONMENT", "Development");
                foreach (var (key, value) in environment)
                    set.Set(key, value);
            })
            .WithStandardInputPipe(PipeSource.FromString(input))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
}

using System.Text.Json;
using ProductPlatform.AppHost.Servers;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Deploy;

/// <summary><c>deploy/messaging/definitions.json</c>, from which <c>deploy/make-secrets</c> makes the accounts of Compose's broker.</summary>
public sealed class BrokerAccountTests
{
    [Fact]
    public async Task The_accounts_may_do_what_those_of_the_AppHost_may()
    {
        using var definitions = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "messaging", "definitions.json"))
        );

        var actual = definitions
            .RootElement.GetProperty("permissions")
            .EnumerateArray()
            .Select(row => (Text(row, "user"), Text(row, "configure"), Text(row, "write"), Text(row, "read")));

        Assert.Equal(
            BrokerAccount
                .All.Select(account => (account.Name, BrokerAccount.Configure, account.Write, account.Read))
                .OrderBy(account => account.Name),
            actual.OrderBy(account => account.Item1)
        );
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}

using Admin.Data.Auth;
using Admin.Data.Users;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.OpenApi;

/// <summary>TypeScript clients generated from the documents compile, and work against the APIs.</summary>
[Collection(OpenApiTests.Name)]
public sealed class TypeScriptClientTests(DescriptionFixture apis)
{
    [Fact]
    public async Task Generated_TypeScript_clients_create_change_delete_and_like()
    {
        await using var admin = apis.Admin.Start(("Api:AnonymousWrites", "false"));
        var likeable = await apis.Main.AddProductAsync();
        apis.Main.Admin.Answer = AdminStub.User(Random.Shared.Next(1, int.MaxValue));

        var output = await TypeScriptClient.RunAsync(
            admin.ClientOptions.BaseAddress,
            await CreateTokenAsync(admin),
            apis.Main.Http.BaseAddress!,
            likeable
        );

        Assert.Equal(
            [
                "without a token: 401",
                "created: Lamp, 3 likes",
                "listed: Lamp",
                "changed: Red lamp",
                "changed with the old ETag: 412",
                "blank title: This field may not be blank.",
                "deleted: Product not found",
                "liked: success",
                "liked again: 400 You already liked this product.",
            ],
            output
        );
    }

    private static async Task<string> CreateTokenAsync(AdminApp admin)
    {
        await using var scope = admin.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Admin.Data.AdminDbContext>();
        var owner = new User
        {
            Name = "u",
            Email = $"{Guid.NewGuid():N}@example.org",
            IsActive = true,
            IsStaff = true,
            IsSuperuser = true,
        };
        db.Users.Add(owner);
        await db.SaveChangesAsync();
        var (_, key) = scope
            .ServiceProvider.GetRequiredService<ApiTokens>()
            .Add("typescript", ["products:write"], owner.Id, expiresAt: null);
        await db.SaveChangesAsync();
        return key;
    }
}

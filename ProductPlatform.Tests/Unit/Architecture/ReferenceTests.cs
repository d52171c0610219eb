using System.Reflection;
using Admin.Api;
using Main.Api;

namespace ProductPlatform.Tests.Unit.Architecture;

/// <summary>The two services know of each other through messages only.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string, string> Pairs => new()
    {
        { "Admin.Api", "Main." }, { "Admin.Worker", "Main." }, { "Admin.Data", "Main." },
        { "Main.Api", "Admin." }, { "Main.Worker", "Admin." }, { "Main.Data", "Admin." },
        { "ProductPlatform.Messaging", "Admin." }, { "ProductPlatform.Messaging", "Main." },
        { "ProductPlatform.Database", "Admin." }, { "ProductPlatform.Database", "Main." },
        { "ProductPlatform.Web", "Admin." }, { "ProductPlatform.Web", "Main." },
        { "ProductPlatform.ServiceDefaults", "Admin." }, { "ProductPlatform.ServiceDefaults", "Main." },
        { "ProductPlatform.ServiceDefaults", "Microsoft.EntityFrameworkCore" }, { "ProductPlatform.ServiceDefaults", "MySqlConnector" },
        { "ProductPlatform.Database", "ProductPlatform.Web" }, { "ProductPlatform.Messaging", "ProductPlatform.Web" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_project_does_not_reference_the_other_sides(string assembly, string stranger) =>
        Assert.DoesNotContain(Assembly.Load(assembly).GetReferencedAssemblies(), reference => reference.Name!.StartsWith(stranger, StringComparison.Ordinal));

    [Theory]
    [InlineData("Admin.Api"), InlineData("Admin.Worker"), InlineData("Admin.Data"), InlineData("Main.Api"), InlineData("Main.Worker"), InlineData("Main.Data")]
    [InlineData("ProductPlatform.Database"), InlineData("ProductPlatform.Web"), InlineData("ProductPlatform.ServiceDefaults")]
    public void Only_messaging_knows_the_brokers_client(string assembly) =>
        Assert.DoesNotContain(Assembly.Load(assembly).GetReferencedAssemblies(), reference => reference.Name == "RabbitMQ.Client");

    [Fact]
    public void The_apis_are_there_to_be_checked()
    {
        Assert.Equal("Admin.Api", typeof(AdminApiMarker).Assembly.GetName().Name);
        Assert.Equal("Main.Api", typeof(MainApiMarker).Assembly.GetName().Name);
    }
}

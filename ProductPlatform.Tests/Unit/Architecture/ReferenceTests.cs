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
        { "ProductPlatform.ServiceDefaults", "Admin." }, { "ProductPlatform.ServiceDefaults", "Main." },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_project_does_not_reference_the_other_sides(string assembly, string stranger) =>
        Assert.DoesNotContain(Assembly.Load(assembly).GetReferencedAssemblies(), reference => reference.Name!.StartsWith(stranger, StringComparison.Ordinal));

    [Fact]
    public void The_apis_are_there_to_be_checked()
    {
        Assert.Equal("Admin.Api", typeof(AdminApiMarker).Assembly.GetName().Name);
        Assert.Equal("Main.Api", typeof(MainApiMarker).Assembly.GetName().Name);
    }
}

using System.Reflection;

namespace ProductPlatform.Tests.Offline.ApiSurface;

/// <summary>
/// The application must compile against the real packages: a stand-in may offer less than they do, never more. The lists beside this
/// file hold the real names and signatures of every type that a stand-in has.
/// </summary>
public sealed class ApiSurfaceTests
{
    [Theory]
    [InlineData("Aspire.Hosting.MySql")]
    [InlineData("Aspire.Pomelo.EntityFrameworkCore.MySql")]
    [InlineData("AWSSDK.SecretsManager")]
    public void A_stand_in_offers_nothing_that_the_real_package_does_not(string name)
    {
        var real = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Offline", "ApiSurface", $"{name}.txt")).ToHashSet();

        var invented = PublicApi.Of(Assembly.Load(name)).Where(line => !real.Contains(line)).ToList();

        Assert.True(invented.Count == 0, string.Join('\n', invented));
    }
}

using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Offline;

public sealed class WithoutOfflineTests
{
    [Fact]
    public async Task With_a_source_that_has_all_packages_the_application_needs_no_stand_in()
    {
        var check = await Cli.Wrap(Path.Combine(Repository.Root, "eng", "check-without-offline"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.True(check.IsSuccess, check.StandardOutput + check.StandardError);
    }
}

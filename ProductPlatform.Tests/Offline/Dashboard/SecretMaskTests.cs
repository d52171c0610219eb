using Aspire.Hosting.Dashboard;

namespace ProductPlatform.Tests.Offline.Dashboard;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("SQL_PASSWORD")]
    [InlineData("Parameters__mysql-password")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("Api__ApiKey")]
    public void A_value_that_is_named_like_a_secret_is_masked(string name) =>
        Assert.Equal(SecretMask.Mask, SecretMask.Clean(name, "anything", []));

    [Theory]
    [InlineData("Server=db;User ID=root;Password=abc;Database=shop", "Server=db;User ID=root;Password=••••••••;Database=shop")]
    [InlineData("Server=db;pwd = abc", "Server=db;pwd = ••••••••")]
    [InlineData("amqp://guest:abc@host:5672/", "amqp://guest:••••••••@host:5672/")]
    [InlineData("the value known-secret is used", "the value •••••••• is used")]
    [InlineData("http://localhost:5000/path", "http://localhost:5000/path")]
    public void A_secret_inside_a_text_is_masked_and_the_rest_stays(string text, string shown) =>
        Assert.Equal(shown, SecretMask.Clean("TEXT", text, ["known-secret"]));

    [Theory]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("Monkey__Business")]
    [InlineData("KEYBOARD")]
    public void An_ordinary_name_leaves_its_value_alone(string name) => Assert.Equal("value", SecretMask.Clean(name, "value", []));
}

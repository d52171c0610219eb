using System.Text.Json;
using System.Text.Json.Nodes;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.OpenApi;

/// <summary>What a person or a generator of clients needs to be in the documents, beyond routes and types.</summary>
[Collection(OpenApiTests.Name)]
public sealed class DescriptionTests(DescriptionFixture apis)
{
    [Theory]
    [InlineData("Admin")]
    [InlineData("Main")]
    public async Task A_document_says_what_it_describes(string api)
    {
        var document = await ParseAsync(api);

        Assert.Equal("MIT", (string?)document["info"]!["license"]!["identifier"]);
        Assert.NotNull(document["info"]!["contact"]!["name"]);
        Assert.All(document["servers"]!.AsArray(), server => Assert.False(((string)server!["url"]!).EndsWith('/')));
        Assert.All(document["tags"]!.AsArray(), tag => Assert.NotEmpty((string)tag!["description"]!));
    }

    [Theory]
    [InlineData("Admin")]
    [InlineData("Main")]
    public async Task Every_operation_has_a_name_a_described_tag_and_says_whether_it_needs_credentials(string api)
    {
        var document = await ParseAsync(api);
        var tags = document["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).ToHashSet();
        var operations = Operations(document);

        Assert.All(operations, operation => Assert.Matches("^[a-z]+[A-Za-z]+$", (string?)operation.Value["operationId"]));
        Assert.Equal(operations.Count, operations.Select(operation => (string?)operation.Value["operationId"]).Distinct().Count());
        Assert.All(operations, operation => Assert.Contains((string)operation.Value["tags"]![0]!, tags));
        Assert.All(operations, operation => Assert.NotNull(operation.Value["security"]));
    }

    [Theory]
    [InlineData("Admin")]
    [InlineData("Main")]
    public async Task Headers_that_an_answer_depends_on_or_has_are_described(string api)
    {
        foreach (var (name, operation) in Operations(await ParseAsync(api)))
        {
            var responses = operation["responses"]!.AsObject();
            Assert.True(responses.ContainsKey("412") == HasParameter(operation, "If-Match"), $"{name}: If-Match");
            Assert.True(responses.ContainsKey("304") == HasParameter(operation, "If-None-Match"), $"{name}: If-None-Match");
            Assert.True(!responses.ContainsKey("304") || HasHeader(responses, "200", "ETag"), $"{name}: ETag");
            Assert.True(!responses.ContainsKey("201") || HasHeader(responses, "201", "Location"), $"{name}: Location");
            Assert.True(!HasParameter(operation, "limit") || HasHeader(responses, "200", "Link"), $"{name}: Link");
            foreach (var status in (string[])["429", "503"])
                Assert.True(!responses.ContainsKey(status) || HasHeader(responses, status, "Retry-After"), $"{name}: {status}");
        }
    }

    [Theory]
    [InlineData("true", "[{},{\"Bearer\":[]}]")]
    [InlineData("false", "[{\"Bearer\":[]}]")]
    public async Task Writes_take_a_bearer_token_which_is_optional_where_anyone_may_write(string anyone, string expected)
    {
        await using var app = apis.Admin.Start(("Api:AnonymousWrites", anyone));
        using var http = app.NewClient();
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;

        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["Bearer"]!["scheme"]);
        Assert.All(
            Operations(document),
            operation =>
                Assert.Equal(
                    operation.Name.StartsWith("get ", StringComparison.Ordinal) ? "[]" : expected,
                    operation.Value["security"]!.ToJsonString()
                )
        );
    }

    [Theory]
    [InlineData("Admin", "createProduct", "201")]
    [InlineData("Admin", "getProduct", "200")]
    [InlineData("Main", "listProducts", "200")]
    [InlineData("Main", "likeProduct", "200")]
    public async Task Examples_show_what_an_answer_looks_like(string api, string operation, string status)
    {
        var described = Operations(await ParseAsync(api)).Single(entry => (string?)entry.Value["operationId"] == operation).Value;
        var content = described["responses"]![status]!["content"]!["application/json"]!;

        Assert.NotEmpty(content["example"]!.ToJsonString());
    }

    [Fact]
    public async Task The_example_of_a_new_product_is_accepted_as_it_is()
    {
        var create = Operations(await ParseAsync("Admin")).Single(entry => entry.Name == "post /api/products").Value;
        var example = create["requestBody"]!["content"]!["application/json"]!["example"]!.ToJsonString();
        using var created = await Answer.SendAsync(apis.Admin.Http, "POST", "/api/products", example);
        var product = JsonNode.Parse(await created.Content.ReadAsStringAsync())!.AsObject();
        var expected = create["responses"]!["201"]!["content"]!["application/json"]!["example"]!.DeepClone().AsObject();
        expected["id"] = product["id"]!.DeepClone();

        Assert.Equal(expected.ToJsonString(JsonSerializerOptions.Web), product.ToJsonString(JsonSerializerOptions.Web));
    }

    private async Task<JsonNode> ParseAsync(string api) => JsonNode.Parse(await apis.ReadAsync(api))!;

    private static List<(string Name, JsonNode Value)> Operations(JsonNode document) =>
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select ($"{operation.Key} {path.Key}", operation.Value!),
        ];

    private static bool HasParameter(JsonNode operation, string name) =>
        operation["parameters"]?.AsArray().Any(parameter => (string?)parameter!["name"] == name) == true;

    private static bool HasHeader(JsonObject responses, string status, string name) => responses[status]!["headers"]?[name] is not null;
}

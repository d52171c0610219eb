using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ProductPlatform.Testing;
using YamlDotNet.RepresentationModel;

namespace ProductPlatform.Tests.Deployment;

/// <summary>What a way to deploy says of one process.</summary>
/// <param name="Ports">For requests, and for metrics.</param>
/// <param name="Asks">The processes that it is told the address of, and how.</param>
/// <param name="Database">Whose credentials it gets.</param>
/// <param name="Given">Whether it gets the broker's address, and the secret that the processes share.</param>
internal sealed record DeployedProcess(string Name, string Image, string Ports, string Asks, string Database, string Given);

/// <summary>The processes as each of the files has them.</summary>
internal static class Deployments
{
    private const string Ports = "8080, 9090";
    private const string All = "broker, shared secret";

    internal static readonly string Folder = Path.Combine(Repository.Root, "deploy");

    /// <summary>The manifest that the AppHost publishes: the others are to say the same.</summary>
    internal static IReadOnlyList<DeployedProcess> Manifest =>
        [
            .. from resource in Json("aspire-manifest")["resources"]!.AsObject()
            where resource.Value!["type"]!.ToString() == "project.v0" && resource.Value["args"] is null
            let environment = resource.Value["env"]!.AsObject()
            select new DeployedProcess(
                resource.Key,
                $"productplatform/{Path.GetFileNameWithoutExtension(resource.Value["path"]!.ToString()).ToLowerInvariant().Replace('.', '-')}",
                Ports,
                string.Join(
                    ", ",
                    environment
                        .Select(variable => variable.Key)
                        .Where(IsAddress)
                        .Select(name => $"{name}=http://{name.Split("__")[1]}:8080")
                ),
                environment.ContainsKey("ConnectionStrings__admindb") ? "admin" : "main",
                Given(environment.ContainsKey("ConnectionStrings__messaging"), environment.ContainsKey("Internal__Secret"))
            ),
        ];

    internal static IReadOnlyList<DeployedProcess> Kubernetes()
    {
        var folder = Path.Combine(Folder, "kubernetes", "base");
        var settings = File.ReadAllLines(Path.Combine(folder, "settings.env"));
        var secrets = Yaml(Path.Combine(folder, "shared", "secrets.yaml"))
            .ToDictionary(secret => $"{secret["metadata"]!["name"]}", secret => Names(secret["spec"]!["data"], "secretKey"));
        return
        [
            .. from file in Directory.GetFiles(folder, "*-*.yaml")
            from document in Yaml(file)
            where $"{document["kind"]}" == "Deployment"
            let pod = document["spec"]!["template"]!["spec"]!
            let process = pod["containers"]![0]!
            let secret = $"{pod["volumes"]![0]!["secret"]!["secretName"]}"
            select new DeployedProcess(
                $"{document["metadata"]!["name"]}",
                $"{process["image"]}",
                $"{Value(settings, "HTTP_PORTS")}, {Value(settings, "Management__Port")}",
                Asks(process["env"]),
                secrets[secret].Count(name => name.StartsWith("SQL_", StringComparison.Ordinal)) == 5 ? secret : "none",
                Given(secrets[secret].Contains("RABBIT_MQ_URL"), secrets[secret].Contains("Internal__Secret"))
            ),
        ];
    }

    internal static IReadOnlyList<DeployedProcess> Ecs() =>
        [
            .. from resource in Stack()["Resources"]!.AsObject()
            where $"{resource.Value!["Type"]}" == "AWS::ECS::TaskDefinition"
            let process = resource.Value["Properties"]!["ContainerDefinitions"]![0]!
            let environment = process["Environment"]!.AsArray().ToDictionary(one => $"{one!["Name"]}", one => $"{one!["Value"]}")
            let secrets = Names(process["Secrets"], "Name")
            select new DeployedProcess(
                $"{process["Name"]}",
                $"{process["Image"]}"
                    .Replace("${Registry}/", "", StringComparison.Ordinal)
                    .Replace(":${Version}", "", StringComparison.Ordinal),
                $"{environment["HTTP_PORTS"]}, {environment["Management__Port"]}",
                Asks(process["Environment"]),
                environment["SECRET_NAME"].Replace("SecretName", "", StringComparison.Ordinal).ToLowerInvariant(),
                Given(secrets.Contains("RABBIT_MQ_URL"), secrets.Contains("Internal__Secret"))
            ),
        ];

    internal static IReadOnlyList<DeployedProcess> Compose() =>
        [
            .. from service in Assert.Single(Yaml(Path.Combine(Folder, "compose.yaml")))["services"]!.AsObject()
            where service.Value!["command"] is null && $"{service.Value["image"]}".Contains("productplatform", StringComparison.Ordinal)
            let environment = service.Value["environment"]!.AsObject()
            let secrets = service.Value["secrets"]!.AsArray().OfType<JsonObject>().Select(secret => $"{secret["target"]}").ToList()
            select new DeployedProcess(
                service.Key,
                Regex.Match($"{service.Value["image"]}", @"productplatform/[a-z-]+").Value,
                $"{environment["HTTP_PORTS"]}, {environment["Management__Port"]}",
                string.Join(
                    ", ",
                    environment.Where(variable => IsAddress(variable.Key)).Select(variable => $"{variable.Key}={variable.Value}")
                ),
                secrets.Contains("ConnectionStrings__admindb") ? "admin" : "main",
                Given(secrets.Contains("ConnectionStrings__messaging"), secrets.Contains("Internal__Secret"))
            ),
        ];

    /// <summary>The CloudFormation template; references by their names.</summary>
    internal static JsonObject Stack() => Assert.Single(Yaml(Path.Combine(Folder, "ecs", "platform.yaml")));

    /// <summary>The documents of a file, tags left out.</summary>
    internal static IReadOnlyList<JsonObject> Yaml(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return [.. stream.Documents.Select(document => Convert(document.RootNode)!.AsObject())];
    }

    private static JsonObject Json(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "AppHost", $"{name}.json")))!.AsObject();

    private static JsonNode? Convert(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => Merge(map),
            YamlSequenceNode list => new JsonArray([.. list.Select(Convert)]),
            _ => JsonValue.Create(((YamlScalarNode)node).Value),
        };

    /// <summary>What is merged in (<c>&lt;&lt;</c>) comes first, as the map's own keys replace it.</summary>
    private static JsonObject Merge(YamlMappingNode map)
    {
        var merged = new JsonObject();
        foreach (var (key, value) in map.Children.Select(pair => ($"{pair.Key}", Convert(pair.Value))).OrderBy(pair => pair.Item1 != "<<"))
        {
            if (key != "<<")
            {
                merged[key] = value;
                continue;
            }

            foreach (var (inner, set) in value!.AsObject())
                merged[inner] = set?.DeepClone();
        }

        return merged;
    }

    private static HashSet<string> Names(JsonNode? list, string key) => [.. list!.AsArray().Select(one => $"{one![key]}")];

    private static string Asks(JsonNode? environment) =>
        string.Join(
            ", ",
            from variable in environment?.AsArray() ?? []
            let name = $"{variable!["name"] ?? variable["Name"]}"
            where IsAddress(name)
            select $"{name}={variable["value"] ?? variable["Value"]}"
        );

    private static bool IsAddress(string name) => name.StartsWith("services__", StringComparison.Ordinal);

    private static string Given(bool broker, bool secret) =>
        (broker, secret) is (true, true) ? All : $"broker {broker}, shared secret {secret}";

    private static string Value(string[] settings, string name) =>
        settings.Single(line => line.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
}

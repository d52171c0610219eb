using System.Text.Json.Nodes;

namespace ProductPlatform.Tests.Deployment;

/// <summary>All ways to deploy say the same of the processes as the manifest that the AppHost publishes.</summary>
public sealed class AgreementTests
{
    private static readonly string[] Databases = ["admin", "main"];

    [Fact]
    public void Kubernetes_has_the_processes_of_the_manifest() => AssertAgree(Deployments.Kubernetes());

    [Fact]
    public void ECS_has_the_processes_of_the_manifest() => AssertAgree(Deployments.Ecs());

    [Fact]
    public void Compose_has_the_processes_of_the_manifest() => AssertAgree(Deployments.Compose());

    [Fact]
    public async Task Prometheus_reads_the_processes_of_the_manifest_on_their_port_for_metrics()
    {
        var jobs = Assert.Single(Deployments.Yaml(Path.Combine(Deployments.Folder, "observability", "prometheus", "prometheus.yml")));
        var targets = jobs["scrape_configs"]!
            .AsArray()
            .Select(job => job!["dns_sd_configs"]![0]!)
            .Where(target => $"{target["port"]}" == "9090")
            .Select(target => $"{target["names"]![0]}");

        Assert.Equal(Deployments.Manifest.Select(process => process.Name).Order(), targets.Order());
        var rules = await File.ReadAllTextAsync(Path.Combine(Deployments.Folder, "observability", "prometheus", "rules", "platform.yml"));
        Assert.All(
            Deployments.Manifest,
            process => Assert.Contains($"absent(up{{job=\"{process.Name}\"}})", rules, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Migrations_run_the_workers_images_with_the_databases_secrets()
    {
        var jobs = Deployments.Yaml(Path.Combine(Deployments.Folder, "kubernetes", "base", "migrate", "jobs.yaml"));
        var images = jobs.Select(job => job["spec"]!["template"]!["spec"]!["containers"]![0]!)
            .Select(process => $"{process["image"]} {process["args"]![0]}");

        Assert.Equal(["productplatform/admin-worker migrate", "productplatform/main-worker migrate"], images.Order());
        Assert.All(
            jobs,
            job =>
                Assert.Contains(
                    Databases,
                    name => job.ToJsonString().Contains($"\"secret\":{{\"name\":\"{name}\"}}", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Load_balancers_and_orchestrators_probe_what_answers_without_credentials()
    {
        var stack = Deployments.Stack();
        var targets = stack["Resources"]!.AsObject().Where(one => $"{one.Value!["Type"]}" == "AWS::ElasticLoadBalancingV2::TargetGroup");
        Assert.Equal(["/api/products", "/ready"], targets.Select(target => $"{target.Value!["Properties"]!["HealthCheckPath"]}").Order());

        foreach (var file in Directory.GetFiles(Path.Combine(Deployments.Folder, "kubernetes", "base"), "*-*.yaml"))
        {
            var process = Deployments.Yaml(file)[0]["spec"]!["template"]!["spec"]!["containers"]![0]!;
            var expected = file.EndsWith("-api.yaml", StringComparison.Ordinal) ? "/ready" : "/alive";
            Assert.Equal(expected, $"{process["readinessProbe"]!["httpGet"]!["path"]}");
        }
    }

    /// <summary>In compose and ECS it is the program itself that asks, as the images have no shell.</summary>
    [Fact]
    public void Processes_in_compose_and_ECS_are_probed_by_the_same_command()
    {
        var compose = Assert.Single(Deployments.Yaml(Path.Combine(Deployments.Folder, "compose.yaml")))["services"]!;
        foreach (var process in Tasks())
        {
            Assert.Equal(
                compose[$"{process["Name"]}"]!["healthcheck"]!["test"]!.ToJsonString(),
                process["HealthCheck"]!["Command"]!.ToJsonString()
            );
        }
    }

    [Fact]
    public void ECS_has_the_secrets_of_the_python_pair_by_default()
    {
        var parameters = Deployments.Stack()["Parameters"]!;

        Assert.Equal("my-flask-db-secret-us-east-2", $"{parameters["MainSecretName"]!["Default"]}");
        Assert.Equal("my-django-db-secret-us-east-2", $"{parameters["AdminSecretName"]!["Default"]}");
    }

    [Fact]
    public void The_rules_for_the_Prometheus_operator_are_the_rules()
    {
        var rules = Assert.Single(
            Deployments.Yaml(Path.Combine(Deployments.Folder, "observability", "prometheus", "rules", "platform.yml"))
        );
        var wrapped = Assert.Single(Deployments.Yaml(Path.Combine(Deployments.Folder, "kubernetes", "monitoring", "rules.yaml")));

        Assert.Equal(rules.ToJsonString(), wrapped["spec"]!.ToJsonString());
    }

    private static IEnumerable<JsonNode> Tasks() =>
        Deployments.Stack()["Resources"]!
            .AsObject()
            .Where(resource => $"{resource.Value!["Type"]}" == "AWS::ECS::TaskDefinition")
            .Select(resource => resource.Value!["Properties"]!["ContainerDefinitions"]![0]!);

    private static void AssertAgree(IReadOnlyList<DeployedProcess> processes)
    {
        Assert.Equal(4, Deployments.Manifest.Count);
        Assert.Equal(Deployments.Manifest.OrderBy(process => process.Name), processes.OrderBy(process => process.Name));
    }
}

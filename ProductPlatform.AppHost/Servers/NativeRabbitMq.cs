namespace ProductPlatform.AppHost.Servers;

/// <summary>Adds a RabbitMQ broker that runs as a program of this machine.</summary>
internal static class NativeRabbitMq
{
    public static IResourceBuilder<NativeRabbitMqResource> AddNativeRabbitMq(
        this IDistributedApplicationBuilder builder,
        string name,
        RabbitMqProgram program,
        DataFolder data,
        IResourceBuilder<ParameterResource> password,
        int port
    )
    {
        var resource = new NativeRabbitMqResource(name, program, data.Subfolder(name), password.Resource);

        // Erlang's name server. One of our own: a broker would start it as a daemon that outlives everything.
        var epmd = builder
            .AddExecutable(
                $"{name}-epmd",
                program.Epmd,
                resource.WorkingDirectory,
                "-address",
                "127.0.0.1",
                "-port",
                $"{resource.Files.EpmdPort}"
            )
            .WithAnswerCheck(new EpmdAnswers(resource.Files.EpmdPort))
            .ExcludeFromManifest();

        var broker = builder
            .AddResource(resource)
            .WithEndpoint(port: port, scheme: "tcp", name: NativeRabbitMqResource.EndpointName, isProxied: false)
            .WithEnvironment(context =>
            {
                foreach (var (key, value) in resource.Files.Environment)
                    context.EnvironmentVariables[key] = value;
            })
            .OnBeforeResourceStarted(
                async (broker, _, cancellationToken) =>
                    await broker.Files.PrepareAsync(port, await broker.Password.GetValueAsync(cancellationToken) ?? "", cancellationToken)
            )
            .WithAnswerCheck(new RabbitMqAnswers(resource))
            .WaitFor(epmd)
            .WithIconName("MailMultiple")
            .ExcludeFromManifest();
        epmd.WithParentRelationship(broker);
        return broker;
    }
}

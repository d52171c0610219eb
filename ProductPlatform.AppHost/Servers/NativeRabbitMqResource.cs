namespace ProductPlatform.AppHost.Servers;

/// <summary>A RabbitMQ broker run as a program of this machine, with the connection properties of Aspire's RabbitMQ resource.</summary>
internal sealed class NativeRabbitMqResource(string name, RabbitMqProgram program, string directory, ParameterResource password)
    : ExecutableResource(name, program.Server, directory),
        IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";
    internal const string UserName = "guest";

    public RabbitMqFiles Files { get; } = new(program, directory);

    public EndpointReference Endpoint => field ??= new EndpointReference(this, EndpointName);

    public ParameterResource Password { get; } = password;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"amqp://{UserName}:{Password:uri}@{Endpoint.Property(EndpointProperty.HostAndPort)}");

    /// <summary>The broker's address for a service.</summary>
    public ReferenceExpression AddressFor(BrokerAccount account) =>
        ReferenceExpression.Create(
            $"amqp://{account.Name}:{new AccountPassword(Password, account.Name)}@{Endpoint.Property(EndpointProperty.HostAndPort)}"
        );

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
        [
            new("Host", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Host)}")),
            new("Port", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Port)}")),
            new("Username", ReferenceExpression.Create($"{UserName}")),
            new("Password", ReferenceExpression.Create($"{Password}")),
            new("Uri", ConnectionStringExpression),
        ];
}

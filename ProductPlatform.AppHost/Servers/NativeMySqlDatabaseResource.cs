namespace ProductPlatform.AppHost.Servers;

/// <summary>One database of a native MySQL server, with the account that its service uses.</summary>
internal sealed class NativeMySqlDatabaseResource(string name, NativeMySqlResource parent)
    : Resource(name),
        IResourceWithParent<NativeMySqlResource>,
        IResourceWithConnectionString
{
    public NativeMySqlResource Parent { get; } = parent;

    public AccountPassword Password { get; } = new(parent.Password, name);

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Server={Host};Port={Port};User ID={Name};Password={Password};Database={Name}");

    private EndpointReferenceExpression Host => Parent.Endpoint.Property(EndpointProperty.Host);

    private EndpointReferenceExpression Port => Parent.Endpoint.Property(EndpointProperty.Port);

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
        [
            new("Host", ReferenceExpression.Create($"{Host}")),
            new("Port", ReferenceExpression.Create($"{Port}")),
            new("Username", ReferenceExpression.Create($"{Name}")),
            new("Password", ReferenceExpression.Create($"{Password}")),
            new("DatabaseName", ReferenceExpression.Create($"{Name}")),
            new("Uri", ReferenceExpression.Create($"mysql://{Name}:{Password}@{Host}:{Port}/{Name}")),
            new("JdbcConnectionString", ReferenceExpression.Create($"jdbc:mysql://{Host}:{Port}/{Name}")),
        ];
}

namespace ProductPlatform.AppHost.Servers;

/// <summary>
/// A MySQL or MariaDB server run as a program of this machine, with the connection properties of Aspire's MySQL resource.
/// </summary>
internal sealed class NativeMySqlResource(string name, MySqlProgram program, string directory, ParameterResource password)
    : ExecutableResource(name, program.Server, directory),
        IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    private readonly List<NativeMySqlDatabaseResource> _databases = [];

    public MySqlFiles Files { get; } = new(program, directory);

    public EndpointReference Endpoint => field ??= new EndpointReference(this, EndpointName);

    public ParameterResource Password { get; } = password;

    public IReadOnlyList<NativeMySqlDatabaseResource> Databases => _databases;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Server={Host};Port={Port};User ID=root;Password={Password}");

    private EndpointReferenceExpression Host => Endpoint.Property(EndpointProperty.Host);

    private EndpointReferenceExpression Port => Endpoint.Property(EndpointProperty.Port);

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
        [
            new("Host", ReferenceExpression.Create($"{Host}")),
            new("Port", ReferenceExpression.Create($"{Port}")),
            new("Username", ReferenceExpression.Create($"root")),
            new("Password", ReferenceExpression.Create($"{Password}")),
            new("Uri", ReferenceExpression.Create($"mysql://root:{Password:uri}@{Host}:{Port}")),
            new("JdbcConnectionString", ReferenceExpression.Create($"jdbc:mysql://{Host}:{Port}")),
        ];

    internal void Add(NativeMySqlDatabaseResource database) => _databases.Add(database);
}

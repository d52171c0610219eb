namespace Aspire.Hosting.ApplicationModel;

public class MySqlServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    private const string UserName = "root";

    private readonly Dictionary<string, string> _databases = new(StringComparer.OrdinalIgnoreCase);

    public MySqlServerResource(string name, ParameterResource password)
        : base(name)
    {
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
        PasswordParameter = password;
    }

    public EndpointReference PrimaryEndpoint { get; }

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ParameterResource PasswordParameter { get; set; }

    public IReadOnlyDictionary<string, string> Databases => _databases;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Server={Host};Port={Port};User ID={UserName};Password={PasswordParameter}");

    public ReferenceExpression UriExpression => Uri(database: null);

    public ReferenceExpression JdbcConnectionString => Jdbc(database: null);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [
            new("Host", ReferenceExpression.Create($"{Host}")),
            new("Port", ReferenceExpression.Create($"{Port}")),
            new("Username", ReferenceExpression.Create($"{UserName}")),
            new("Password", ReferenceExpression.Create($"{PasswordParameter}")),
            new("Uri", UriExpression),
            new("JdbcConnectionString", JdbcConnectionString),
        ];

    internal void Add(MySqlDatabaseResource database) => _databases.TryAdd(database.Name, database.DatabaseName);

    internal ReferenceExpression Uri(string? database) =>
        database is null
            ? ReferenceExpression.Create($"mysql://{UserName:uri}:{PasswordParameter:uri}@{Host}:{Port}")
            : ReferenceExpression.Create($"mysql://{UserName:uri}:{PasswordParameter:uri}@{Host}:{Port}/{database:uri}");

    internal ReferenceExpression Jdbc(string? database) =>
        database is null
            ? ReferenceExpression.Create($"jdbc:mysql://{Host}:{Port}")
            : ReferenceExpression.Create($"jdbc:mysql://{Host}:{Port}/{database:uri}");
}

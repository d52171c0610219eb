namespace ProductPlatform.AppHost.Servers;

/// <summary>One database of a native MySQL server.</summary>
internal sealed class NativeMySqlDatabaseResource(string name, NativeMySqlResource parent)
    : Resource(name), IResourceWithParent<NativeMySqlResource>, IResourceWithConnectionString
{
    public NativeMySqlResource Parent { get; } = parent;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={Name}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        .. Parent.GetConnectionProperties().Where(property => property.Key is not ("Uri" or "JdbcConnectionString")),
        new("DatabaseName", ReferenceExpression.Create($"{Name}")),
        new("Uri", Parent.Uri(Name)),
        new("JdbcConnectionString", Parent.Jdbc(Name)),
    ];
}

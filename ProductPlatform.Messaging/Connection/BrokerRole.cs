namespace ProductPlatform.Messaging.Connection;

/// <summary>
/// What a connection is for. Publishing and consuming have one each, because a broker short of memory stops reading from publishers.
/// </summary>
internal enum BrokerRole
{
    Publisher,
    Consumer,
}

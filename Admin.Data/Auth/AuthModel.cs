using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Auth;

internal sealed class AuthModel : IEntityTypeConfiguration<UserSession>, IEntityTypeConfiguration<SignInFailure>, IEntityTypeConfiguration<ApiToken>
{
    internal const int AddressLength = 45;
    internal const int BrowserLength = 300;

    public void Configure(EntityTypeBuilder<UserSession> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.Id).HasColumnName("id").HasMaxLength(64).UseCollation("ascii_bin").HasCharSet("ascii");
        session.Property(s => s.UserId).HasColumnName("user_id");
        session.Property(s => s.Stamp).HasColumnName("stamp").HasMaxLength(64);
        session.Property(s => s.StartedAt).HasColumnName("started_at");
        session.Property(s => s.LastSeenAt).HasColumnName("last_seen_at");
        session.Property(s => s.Address).HasColumnName("address").HasMaxLength(AddressLength);
        session.Property(s => s.Browser).HasColumnName("browser").HasMaxLength(BrowserLength);
        session.HasIndex(s => s.StartedAt).HasDatabaseName("ix_sessions_started_at");
        session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).HasConstraintName("fk_sessions_user");
    }

    public void Configure(EntityTypeBuilder<SignInFailure> failure)
    {
        failure.ToTable("sign_in_failures");
        failure.Property(f => f.Id).HasColumnName("id");
        failure.Property(f => f.Account).HasColumnName("account").HasMaxLength(User.NameLength);
        failure.Property(f => f.Address).HasColumnName("address").HasMaxLength(AddressLength);
        failure.Property(f => f.At).HasColumnName("at");
        failure.HasIndex(f => f.At).HasDatabaseName("ix_sign_in_failures_at");
        failure.HasIndex(f => new { f.Account, f.At }).HasDatabaseName("ix_sign_in_failures_account");
        failure.HasIndex(f => new { f.Address, f.At }).HasDatabaseName("ix_sign_in_failures_address");
    }

    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens");
        token.Property(t => t.Id).HasColumnName("id");
        token.Property(t => t.Name).HasColumnName("name").HasMaxLength(ApiToken.NameLength);
        token.Property(t => t.Prefix).HasColumnName("prefix").HasMaxLength(20);
        token.Property(t => t.Hash).HasColumnName("hash").HasColumnType("binary(32)");
        token.Property(t => t.Scopes).HasColumnName("scopes").HasMaxLength(200);
        token.Property(t => t.OwnerId).HasColumnName("owner_id");
        token.Property(t => t.CreatedAt).HasColumnName("created_at");
        token.Property(t => t.ExpiresAt).HasColumnName("expires_at");
        token.Property(t => t.LastUsedAt).HasColumnName("last_used_at");
        token.Property(t => t.RevokedAt).HasColumnName("revoked_at");
        token.HasIndex(t => t.Hash).IsUnique().HasDatabaseName("ux_api_tokens_hash");
        token.HasOne(t => t.Owner).WithMany().HasForeignKey(t => t.OwnerId).HasConstraintName("fk_api_tokens_owner");
    }
}

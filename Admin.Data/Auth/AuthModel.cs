using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Auth;

internal sealed class AuthModel
    : IEntityTypeConfiguration<UserSession>,
        IEntityTypeConfiguration<SignInFailure>,
        IEntityTypeConfiguration<ApiToken>
{
    internal const int AddressLength = 45;
    internal const int BrowserLength = 300;

    public void Configure(EntityTypeBuilder<UserSession> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.Id).HasMaxLength(64).UseCollation("ascii_bin").HasCharSet("ascii");
        session.Property(s => s.Stamp).HasMaxLength(64);
        session.Property(s => s.Address).HasMaxLength(AddressLength);
        session.Property(s => s.Browser).HasMaxLength(BrowserLength);
        session.HasIndex(s => s.StartedAt).HasDatabaseName("ix_sessions_started_at");
        session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).HasConstraintName("fk_sessions_user");
    }

    public void Configure(EntityTypeBuilder<SignInFailure> failure)
    {
        failure.ToTable("sign_in_failures");
        failure.Property(f => f.Account).HasMaxLength(User.NameLength);
        failure.Property(f => f.Address).HasMaxLength(AddressLength);
        failure.HasIndex(f => f.At).HasDatabaseName("ix_sign_in_failures_at");
        failure.HasIndex(f => new { f.Account, f.At }).HasDatabaseName("ix_sign_in_failures_account");
        failure.HasIndex(f => new { f.Address, f.At }).HasDatabaseName("ix_sign_in_failures_address");
    }

    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens");
        token.Property(t => t.Name).HasMaxLength(ApiToken.NameLength);
        token.Property(t => t.Prefix).HasMaxLength(20);
        token.Property(t => t.Hash).HasColumnType("binary(32)");
        token.Property(t => t.Scopes).HasMaxLength(200);
        token.HasIndex(t => t.Hash).IsUnique().HasDatabaseName("ux_api_tokens_hash");
        token.HasOne(t => t.Owner).WithMany().HasForeignKey(t => t.OwnerId).HasConstraintName("fk_api_tokens_owner");
    }
}

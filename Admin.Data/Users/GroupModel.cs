using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Users;

internal sealed class GroupModel
    : IEntityTypeConfiguration<Group>,
        IEntityTypeConfiguration<GroupGrant>,
        IEntityTypeConfiguration<UserGrant>
{
    private const int PermissionLength = 100;

    public void Configure(EntityTypeBuilder<Group> group)
    {
        group.ToTable("groups");
        group.Property(g => g.Name).HasMaxLength(Group.NameLength);
        group.HasIndex(g => g.Name).IsUnique().HasDatabaseName("ux_groups_name");
        group.HasMany(g => g.Permissions).WithOne().HasForeignKey(p => p.GroupId).HasConstraintName("fk_group_permissions_group");
    }

    public void Configure(EntityTypeBuilder<GroupGrant> permission)
    {
        permission.ToTable("group_permissions");
        permission.HasKey(p => new { p.GroupId, p.Permission });
        permission.Property(p => p.Permission).HasMaxLength(PermissionLength);
    }

    public void Configure(EntityTypeBuilder<UserGrant> permission)
    {
        permission.ToTable("user_permissions");
        permission.HasKey(p => new { p.UserId, p.Permission });
        permission.Property(p => p.Permission).HasMaxLength(PermissionLength);
    }
}

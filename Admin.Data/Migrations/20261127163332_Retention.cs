using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Admin.Data.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_sign_in_failures_at",
                table: "sign_in_failures",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_started_at",
                table: "sessions",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_unacknowledged_applied_at",
                table: "inbox_unacknowledged",
                column: "applied_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_sign_in_failures_at",
                table: "sign_in_failures");

            migrationBuilder.DropIndex(
                name: "ix_sessions_started_at",
                table: "sessions");

            migrationBuilder.DropIndex(
                name: "ix_inbox_unacknowledged_applied_at",
                table: "inbox_unacknowledged");
        }
    }
}

using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Admin.Api.Pages;

/// <summary>What there is, how it is, and what was done last.</summary>
internal sealed class IndexModel : PageModel;

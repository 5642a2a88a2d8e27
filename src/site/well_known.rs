//! Names and addresses that every site has, whatever its settings say: the one table that planning, drawing, hosting,
//! publishing and checking a copy share.

/// The folder within the output that is Minutebook's own, and no page's.
pub const OWN_FOLDER: &str = ".minutebook";

/// The list of what a build wrote.
pub const MANIFEST: &str = ".minutebook/manifest";

/// The list of what is live.
pub const PUBLISHED: &str = ".minutebook/published";

/// The list of sums of what a publishing put beside the site, in the form of [`SUMS`].
pub const BESIDE: &str = ".minutebook/beside";

/// The signature on [`BESIDE`].
pub const BESIDE_SIGNATURE: &str = ".minutebook/beside.minisig";

/// The address below which the files of the content lie that something links to.
pub const FILES: &str = "/files/";

/// The address below which the files of the theme lie.
pub const ASSETS: &str = "/assets/";

/// The address of the search page, and of the index below it.
pub const SEARCH: &str = "/search/";

/// The root of the search index.
pub const SEARCH_ROOT: &str = "/search/index.json";

/// The folders of the search index, in which nothing else can be.
pub const SEARCH_FOLDERS: [&str; 2] = ["/search/s", "/search/t"];

/// The address of the page on which corrections are listed.
pub const CORRECTIONS: &str = "/corrections/";

/// The file that a host serves for a folder.
pub const INDEX: &str = "index.html";

/// A record as plain Markdown, below its address.
pub const PLAIN_RECORD: &str = "index.md";

/// The picture that stands beside a link to a record, below its address.
pub const CARD: &str = "card.png";

/// The sitemap, or the list of its parts.
pub const SITEMAP: &str = "/sitemap.xml";

/// Addresses that search engines read from one sitemap at most (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// The address of a part of a sitemap that is divided, counted from 0.
pub fn sitemap_part(part: usize) -> String {
    format!("/sitemap-{}.xml", part + 1)
}

/// The page for an address that is not there.
pub const NOT_FOUND: &str = "/404.html";

/// The meetings as iCalendar.
pub const CALENDAR: &str = "/calendar.ics";

/// The file that says to crawlers where they may go.
pub const ROBOTS: &str = "/robots.txt";

/// The guide for language models.
pub const LLMS: &str = "/llms.txt";

/// The file that says who made the site.
pub const HUMANS: &str = "/humans.txt";

/// Headers for hosts that read them from a file.
pub const HEADERS: &str = "/_headers";

/// Redirects for hosts that read them from a file.
pub const REDIRECTS: &str = "/_redirects";

/// The names of feeds in RSS, Atom and JSON Feed, below whatever they tell of.
pub const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];

/// The list of the site's sums.
pub const SUMS: &str = "SHA256SUMS";

/// The signature on [`SUMS`].
pub const SIGNATURE: &str = "SHA256SUMS.minisig";

/// Files at the root by which hosts are told their settings: no page of a site may be called so.
pub const HOST_SETTINGS: [&str; 9] = [
    "CNAME",
    "_config.yml",
    "_routes.json",
    "_worker.js",
    "firebase.json",
    "netlify.toml",
    "staticwebapp.config.json",
    "vercel.json",
    "web.config",
];

/// Whether git or a server looks for its settings under this name, in whichever folder.
pub fn is_of_servers(part: &str) -> bool {
    let begins = |with: &str| part.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    begins(".git") || begins(".ht") || part.eq_ignore_ascii_case(".user.ini")
}

//! Fixed names and addresses of every site: the one table shared by planning, drawing, hosting, publishing and
//! verifying.

/// The folder within the output that is Minutebook's own, and no page's.
pub const OWN_FOLDER: &str = ".minutebook";

/// List of the files that a build wrote.
pub const MANIFEST: &str = ".minutebook/manifest";

/// List of the live files.
pub const PUBLISHED: &str = ".minutebook/published";

/// Checksums of the files added beside the site, in the form of [`SUMS`].
pub const BESIDE: &str = ".minutebook/beside";

/// Signature of [`BESIDE`].
pub const BESIDE_SIGNATURE: &str = ".minutebook/beside.minisig";

/// Address below which linked files of the content lie.
pub const FILES: &str = "/files/";

/// Address below which files lie whose names change with their content: those of the theme, and copies of pictures.
pub const ASSETS: &str = "/assets/";

/// Address below which the copies of pictures lie.
pub const PICTURES: &str = "/assets/pictures/";

/// Address of the search page, and of the index below it.
pub const SEARCH: &str = "/search/";

/// The root of the search index.
pub const SEARCH_ROOT: &str = "/search/index.json";

/// Folders of the search index, reserved for it.
pub const SEARCH_FOLDERS: [&str; 3] = ["/search/s", "/search/t", "/search/n"];

/// Address of the page of all corrections.
pub const CORRECTIONS: &str = "/corrections/";

/// Address of the newest decisions.
pub const DECISIONS: &str = "/decisions/";

/// Address of the index of queries that can be followed.
pub const WATCHES: &str = "/watches/";

/// Address of the index of matters.
pub const MATTERS: &str = "/matters/";

/// Address of the index of bodies.
pub const BODIES: &str = "/bodies/";

/// Address of the page about the open data, and of its files below it.
pub const DATA: &str = "/data/";

/// The file that a host serves for a folder.
pub const INDEX: &str = "index.html";

/// A record as plain Markdown, below its address.
pub const PLAIN_RECORD: &str = "index.md";

/// A record as JSON, below its address.
pub const RECORD_DOCUMENT: &str = "index.json";

/// A record as Akoma Ntoso, below its address.
pub const AKOMA_NTOSO: &str = "akoma-ntoso.xml";

/// The JSON Schema of [`RECORD_DOCUMENT`].
pub const RECORD_SCHEMA: &str = "/data/record.schema.json";

/// Name of a record's card below its address: the picture for link previews.
pub const CARD: &str = "card.png";

/// Folder of the pages of chosen speeches, below the address of their record.
pub const HIGHLIGHTS: &str = "highlights/";

/// Name of the captions of a record's first recording below its address.
pub const CAPTIONS: &str = "captions.vtt";

/// Name of the captions of a part of a recorded meeting, counted from 0.
pub fn captions_of_part(part: usize) -> String {
    if part == 0 { CAPTIONS.to_owned() } else { format!("captions-{}.vtt", part + 1) }
}

/// Podcast of all recordings; those of series below their addresses.
pub const PODCAST: &str = "/podcast.xml";

/// Name of the chapters of a part of a recorded meeting, counted from 0.
pub fn chapters_of_part(part: usize) -> String {
    if part == 0 { "chapters.json".to_owned() } else { format!("chapters-{}.json", part + 1) }
}

/// Address of a former version of a record, below the record.
pub fn former_version(number: u32) -> String {
    format!("revisions/{number}/")
}

/// The sitemap, or the index of its parts.
pub const SITEMAP: &str = "/sitemap.xml";

/// Addresses that search engines read from one sitemap at most (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// Address of a part of a divided sitemap, counted from 0.
pub fn sitemap_part(part: usize) -> String {
    format!("/sitemap-{}.xml", part + 1)
}

/// The page for an address that is not there.
pub const NOT_FOUND: &str = "/404.html";

/// The meetings as iCalendar; those of a series and a body below their addresses.
pub const CALENDAR: &str = "/calendar.ics";

/// Rules for crawlers.
pub const ROBOTS: &str = "/robots.txt";

/// The guide for language models.
pub const LLMS: &str = "/llms.txt";

/// Credits.
pub const HUMANS: &str = "/humans.txt";

/// Headers for hosts that read them from a file.
pub const HEADERS: &str = "/_headers";

/// Redirects for hosts that read them from a file.
pub const REDIRECTS: &str = "/_redirects";

/// Names of feeds in RSS, Atom and JSON Feed, below the address of their subject.
pub const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];

/// Checksums of the site's files.
pub const SUMS: &str = "SHA256SUMS";

/// The signature on [`SUMS`].
pub const SIGNATURE: &str = "SHA256SUMS.minisig";

/// Settings of Firebase Hosting.
pub const FIREBASE_SETTINGS: &str = "/firebase.json";

/// Settings of Azure Static Web Apps.
pub const AZURE_SETTINGS: &str = "/staticwebapp.config.json";

/// Settings of Vercel.
pub const VERCEL_SETTINGS: &str = "/vercel.json";

/// Files at the root that hosts read as settings: no page may have these names.
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

/// Reports whether hosts read the file at a path of the site as settings, and do not send it.
pub fn is_read_by_hosts(path: &str) -> bool {
    [HEADERS, REDIRECTS].iter().any(|own| own.trim_start_matches('/') == path) || HOST_SETTINGS.contains(&path)
}

/// Reports whether git or a server reads settings from a file of this name, in any folder.
pub fn is_of_servers(part: &str) -> bool {
    let begins = |with: &str| part.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    begins(".git") || begins(".ht") || part.eq_ignore_ascii_case(".user.ini")
}

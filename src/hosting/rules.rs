//! Rules for a server of one site.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::{Listen, POLICY, media_type, policy, security_headers};
use crate::config::Config;
use crate::site::well_known::{FEEDS, FILES, SUMS};
use crate::site::{Address, Plan};

/// Rules for a server of any kind.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The folder that it shows.
    pub root: String,
    /// The name of the host, without a port.
    pub host: String,
    /// Listening address; `None` for the default.
    pub listen: Option<Listen>,
    /// The path of the site below the host, without a final `/`, as a server sees it: not encoded.
    pub path: String,
    /// The path of the site, encoded as in links.
    pub link: String,
    /// Headers for every answer, except the policy.
    pub headers: Vec<(&'static str, String)>,
    /// The policy of pages.
    pub pages: &'static str,
    /// The policy of files of the content, which lie below [`FILES`].
    pub files: &'static str,
    /// Old path, not encoded, and link.
    pub redirects: Vec<(String, String)>,
    /// Paths, not encoded, of withdrawal notices.
    pub gone: Vec<String>,
    /// Endings by media type.
    pub types: BTreeMap<String, BTreeSet<String>>,
    /// True if precompressed copies stand beside text files.
    pub packed: bool,
}

/// Names of files whose type does not follow from their ending.
pub(super) const NAMES: [&str; 4] = [FEEDS[0], FEEDS[1], FEEDS[2], SUMS];

/// Endings that a site may have tomorrow.
const USUAL: [&str; 23] = [
    "html", "css", "js", "json", "xml", "svg", "txt", "md", "ics", "csv", "bin", "png", "jpg", "webp", "pdf", "mp3",
    "mp4", "webm", "vtt", "woff2", "minisig", "parquet", "gz",
];

/// Collects them from a site's plan.
pub fn rules(config: &Config, plan: &Plan, root: &str, listen: Option<Listen>) -> Rules {
    let path = percent_decode_str(plan.base.path()).decode_utf8_lossy().into_owned();
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let endings = plan.outputs.iter().filter_map(|output| output.path.as_str().rsplit_once('.'));
    let endings = endings.map(|(_, ending)| ending.to_ascii_lowercase()).chain(USUAL.map(str::to_owned));
    for ending in endings.filter(|ending| ending.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        types.entry(media_type(&format!("x.{ending}"))).or_default().insert(ending);
    }
    let host = plan.base.url().split("://").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let plain = |address: &Address| format!("{path}{}", address.path());
    Rules {
        root: root.trim_end_matches('/').to_owned(),
        host: host.to_owned(),
        listen,
        path: path.clone(),
        link: plan.base.path().to_owned(),
        headers: security_headers(config).into_iter().filter(|(name, _)| *name != POLICY).collect(),
        pages: policy(""),
        files: policy(FILES.trim_start_matches('/')),
        redirects: plan.redirects.iter().map(|(from, to)| (plain(from), to.to_string())).collect(),
        gone: plan.gone.iter().map(plain).collect(),
        types,
        packed: config.precompress,
    }
}

/// A text between quotation marks, as nginx and Apache read it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

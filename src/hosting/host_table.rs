//! Table of hosts: the limits of each and the files that it reads, with the source and the date of that information.
//!
//! Hosts write `1 GB` but count in powers of two, as their error messages show; the numbers here are those that they apply.

use crate::config::{HostName, HostPlan, SiteHost};
use crate::site::well_known::{AZURE_SETTINGS, FIREBASE_SETTINGS, VERCEL_SETTINGS};

/// Limits of a host on one of its plans.
#[derive(Debug, Clone, Copy)]
pub struct HostLimits {
    /// The host.
    pub host: HostName,
    /// The plan; a host with one row has the same limits on each.
    pub plan: HostPlan,
    /// Files of a site.
    pub files: Option<Limit>,
    /// True if every entry of an archive counts: folders too, and files with instructions for the host.
    pub counts_entries: bool,
    /// Bytes of a site.
    pub bytes: Option<Limit>,
    /// Bytes of one file.
    pub file_bytes: Option<Limit>,
    /// Its reading of redirects.
    pub redirects: RedirectReading,
    /// Rules and longest line of `_headers`, if it reads that file.
    pub headers: Option<[u64; 2]>,
    /// Its own file of settings, which stands at the root of a site.
    pub settings: Option<SettingsFile>,
    /// Pages on which the host says so.
    pub sources: &'static [&'static str],
    /// Day on which they were read.
    pub read_on: &'static str,
}

/// A limit as it is counted, and as the host writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The most that it takes.
    pub most: u64,
    /// In the words of the host.
    pub published: &'static str,
}

/// A file of settings that a host reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingsFile {
    /// Its address.
    pub address: &'static str,
    /// Its bytes.
    pub bytes: Option<Limit>,
}

impl SettingsFile {
    /// Its path in the site.
    pub fn path(&self) -> &'static str {
        self.address.trim_start_matches('/')
    }
}

/// Reading of redirects by a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectReading {
    /// It reads none: pages lead from old addresses.
    None,
    /// Its own configuration, as `minutebook hosting` prints it, has all redirects.
    OfServer,
    /// It reads `_redirects`, within limits.
    Rows(RowLimits),
    /// Its own file of settings has them, within limits.
    Settings(RowLimits),
}

impl RedirectReading {
    /// Limits of the redirects, where the site has a file with them.
    pub fn limits(self) -> Option<RowLimits> {
        match self {
            RedirectReading::Rows(limits) | RedirectReading::Settings(limits) => Some(limits),
            RedirectReading::None | RedirectReading::OfServer => None,
        }
    }
}

/// Limits of the redirects at a host, and their meaning there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowLimits {
    /// Rows for one address each; in a file of settings, all its rules.
    pub rows: u64,
    /// Rows with patterns; Minutebook writes none.
    pub patterns: Option<u64>,
    /// Characters of a row.
    pub row: Option<u64>,
    /// Bytes of the file.
    pub bytes: Option<u64>,
    /// Winner where a page stands at the address.
    pub over_pages: OverPages,
    /// True if a row can make it answer 410.
    pub knows_gone: bool,
    /// True if the host advises against more rows, and refuses none.
    pub is_advice: bool,
}

/// Winner where a row and a page have one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverPages {
    /// The row.
    Row,
    /// The row, if its status ends in `!`.
    ForcedRow,
    /// The page.
    Page,
}

const fn limit(most: u64, published: &'static str) -> Option<Limit> {
    Some(Limit { most, published })
}

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// A host without limits.
const NONE: HostLimits = HostLimits {
    host: HostName::Server,
    plan: HostPlan::Free,
    files: None,
    counts_entries: false,
    bytes: None,
    file_bytes: None,
    redirects: RedirectReading::None,
    headers: None,
    settings: None,
    sources: &[],
    read_on: "2026-11-29",
};

/// Rules in a file of settings without limits, which win over pages.
pub(super) const RULES: RowLimits = RowLimits {
    rows: u64::MAX,
    patterns: None,
    row: None,
    bytes: None,
    over_pages: OverPages::Row,
    knows_gone: true,
    is_advice: false,
};

const CLOUDFLARE_PAGES: HostLimits = HostLimits {
    host: HostName::CloudflarePages,
    files: limit(20_000, "20,000"),
    file_bytes: limit(25 * MIB, "25 MiB"),
    redirects: RedirectReading::Rows(RowLimits {
        rows: 2_000,
        patterns: Some(100),
        row: Some(1_000),
        bytes: None,
        over_pages: OverPages::Row,
        knows_gone: false,
        is_advice: false,
    }),
    headers: Some([100, 2_000]),
    sources: &[
        "https://developers.cloudflare.com/pages/platform/limits/",
        "https://developers.cloudflare.com/pages/configuration/redirects/",
    ],
    ..NONE
};

const AZURE_STATIC_WEB_APPS: HostLimits = HostLimits {
    host: HostName::AzureStaticWebApps,
    files: limit(15_000, "15,000"),
    bytes: limit(250 * MIB, "250 MB"),
    redirects: RedirectReading::Settings(RowLimits { bytes: Some(20 * KIB), ..RULES }),
    settings: Some(SettingsFile { address: AZURE_SETTINGS, bytes: limit(20 * KIB, "20 KB") }),
    sources: &[
        "https://learn.microsoft.com/azure/static-web-apps/quotas",
        "https://learn.microsoft.com/azure/static-web-apps/configuration",
    ],
    ..NONE
};

const FIREBASE: HostLimits = HostLimits {
    host: HostName::Firebase,
    bytes: limit(10 * GIB, "10 GB"),
    file_bytes: limit(2 * GIB, "2 GB"),
    redirects: RedirectReading::Settings(RowLimits { knows_gone: false, ..RULES }),
    settings: Some(SettingsFile { address: FIREBASE_SETTINGS, bytes: None }),
    sources: &["https://firebase.google.com/docs/hosting/usage-quotas-pricing", "https://firebase.google.com/pricing"],
    ..NONE
};

/// Every host; those whose plans differ twice.
pub const HOSTS: [HostLimits; 12] = [
    CLOUDFLARE_PAGES,
    HostLimits {
        plan: HostPlan::Paid,
        files: limit(100_000, "100,000, with `PAGES_WRANGLER_MAJOR_VERSION=4` among the variables of the project"),
        ..CLOUDFLARE_PAGES
    },
    HostLimits {
        host: HostName::GithubPages,
        bytes: limit(GIB, "1 GB"),
        sources: &["https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"],
        ..NONE
    },
    HostLimits {
        host: HostName::GitlabPages,
        files: limit(200_000, "200,000 entries"),
        counts_entries: true,
        bytes: limit(GIB, "1 GB"),
        redirects: RedirectReading::Rows(RowLimits {
            rows: 1_000,
            patterns: None,
            row: None,
            bytes: Some(64 * KIB),
            over_pages: OverPages::Page,
            knows_gone: false,
            is_advice: false,
        }),
        sources: &[
            "https://docs.gitlab.com/user/gitlab_com/",
            "https://docs.gitlab.com/administration/instance_limits/",
            "https://docs.gitlab.com/user/project/pages/redirects/",
        ],
        ..NONE
    },
    HostLimits {
        host: HostName::Netlify,
        redirects: RedirectReading::Rows(RowLimits {
            rows: 9_999,
            patterns: None,
            row: None,
            bytes: None,
            over_pages: OverPages::ForcedRow,
            knows_gone: true,
            is_advice: true,
        }),
        headers: Some([u64::MAX, u64::MAX]),
        sources: &["https://docs.netlify.com/manage/routing/redirects/overview/"],
        ..NONE
    },
    FIREBASE,
    HostLimits { plan: HostPlan::Paid, bytes: None, ..FIREBASE },
    AZURE_STATIC_WEB_APPS,
    HostLimits { plan: HostPlan::Paid, bytes: limit(500 * MIB, "500 MB"), ..AZURE_STATIC_WEB_APPS },
    HostLimits {
        host: HostName::Vercel,
        redirects: RedirectReading::Settings(RowLimits { rows: 2_048, row: Some(4_096), ..RULES }),
        settings: Some(SettingsFile { address: VERCEL_SETTINGS, bytes: None }),
        sources: &[
            "https://vercel.com/docs/limits",
            "https://vercel.com/docs/routing/redirects/configuration-redirects",
        ],
        ..NONE
    },
    HostLimits {
        host: HostName::S3,
        file_bytes: limit(5 * GIB, "5 GB in one request"),
        sources: &["https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html"],
        ..NONE
    },
    HostLimits { redirects: RedirectReading::OfServer, ..NONE },
];

impl HostLimits {
    /// Limits of a host.
    pub fn of(host: SiteHost) -> &'static HostLimits {
        let rows = || HOSTS.iter().filter(|row| row.host == host.name);
        let row = rows().find(|row| row.plan == host.plan).or_else(|| rows().next());
        // Every host has a row; a test goes through all of them.
        row.unwrap_or(&NONE)
    }

    /// True if the host has any limit.
    pub fn has_any(&self) -> bool {
        self.redirects.limits().is_some() || [self.files, self.bytes, self.file_bytes].iter().any(Option::is_some)
    }

    /// True if the limits of its plans differ.
    pub fn has_plans(&self) -> bool {
        HOSTS.iter().filter(|row| row.host == self.host).count() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_host_has_limits_of_its_own_with_their_source() {
        for name in HostName::ALL {
            for plan in HostPlan::ALL {
                let limits = HostLimits::of(SiteHost { name, plan });
                assert_eq!(limits.host, name);
                assert!(limits.plan == plan || !limits.has_plans(), "{name:?} {plan:?}");
                assert_eq!(limits.sources.is_empty(), name == HostName::Server, "{name:?}");
            }
        }
    }
}

//! Settings that would bring a site under a limit of its host.

use super::host_table::{HOSTS, HostLimits, Limit};
use super::site_measure::SiteMeasure;
use crate::config::{Config, FollowedSpeakers, HostName, HostPlan, SiteHost};
use crate::report::mass::{Amount, MassKind, grouped, size_text};

/// Quantity that a limit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Files,
    Bytes,
}

impl Quantity {
    pub(super) const ALL: [Quantity; 2] = [Quantity::Files, Quantity::Bytes];

    /// Limit of a host for this quantity.
    pub(super) fn limit(self, limits: &HostLimits) -> Option<Limit> {
        match self {
            Quantity::Files => limits.files,
            Quantity::Bytes => limits.bytes,
        }
    }

    /// Amount of a site that a host compares with its limit.
    pub(super) fn there(self, limits: &HostLimits, measure: &SiteMeasure) -> u64 {
        match self {
            Quantity::Files => measure.entries(limits),
            Quantity::Bytes => measure.mass.bytes,
        }
    }

    pub(super) fn of(self, amount: Amount) -> u64 {
        match self {
            Quantity::Files => amount.files,
            Quantity::Bytes => amount.bytes,
        }
    }

    pub(super) fn text(self, amount: u64) -> String {
        match self {
            Quantity::Files => grouped(amount),
            Quantity::Bytes => size_text(amount),
        }
    }
}

/// Amount above a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Excess {
    pub(super) quantity: Quantity,
    pub(super) by: u64,
}

/// Advice: the setting that costs readers least and suffices alone, else those that suffice together, else another host; and the
/// plan that takes more.
pub(super) fn remedy(host: SiteHost, measure: &SiteMeasure, config: &Config, excess: Excess) -> String {
    let unit = |amount: u64| match excess.quantity {
        Quantity::Files => format!("{} files", grouped(amount)),
        Quantity::Bytes => size_text(amount),
    };
    let all = settings(measure, config);
    let savings: Vec<(&str, u64)> =
        all.iter().map(|(text, saved)| (*text, excess.quantity.of(*saved))).filter(|(_, saved)| *saved > 0).collect();
    let mut advice = Vec::new();
    if let Some((text, saved)) = savings.iter().find(|(_, saved)| *saved >= excess.by) {
        advice.push(format!("write `{text}` into site.yml, which saves {}", unit(*saved)));
    } else if savings.iter().map(|(_, saved)| saved).sum::<u64>() >= excess.by {
        let mut so_far = 0;
        let enough = savings.iter().take_while(|(_, saved)| {
            let is_needed = so_far < excess.by;
            so_far += saved;
            is_needed
        });
        let parts: Vec<String> = enough.map(|(text, saved)| format!("`{text}` ({})", unit(*saved))).collect();
        advice.push(format!("write {} into site.yml", parts.join(" and ")));
    }
    let paid = SiteHost { plan: HostPlan::Paid, ..host };
    if host.plan == HostPlan::Free && HostLimits::of(host).has_plans() && takes(HostLimits::of(paid), measure) {
        let name = host.name.name();
        let limit = excess.quantity.limit(HostLimits::of(paid));
        let takes = limit.map(|limit| format!(" ({})", limit.published)).unwrap_or_default();
        advice.push(format!("`host: {{name: {name}, plan: paid}}` if you pay for more{takes}"));
    }
    if advice.is_empty() {
        let others: Vec<&str> = HostName::ALL
            .into_iter()
            .filter(|name| *name != host.name && HOSTS.iter().any(|row| row.host == *name && takes(row, measure)))
            .map(HostName::name)
            .collect();
        return format!(
            "no setting of the site saves that much; of the hosts that are known, {} would take it",
            others.join(", ")
        );
    }
    advice.join("; or ")
}

/// Settings with the files that each would save, those first that readers miss least.
fn settings(measure: &SiteMeasure, config: &Config) -> Vec<(&'static str, Amount)> {
    let of = |kind| measure.mass.of(kind);
    let mut all = Vec::new();
    if config.precompress {
        all.push(("build: {precompress: false}", of(MassKind::Packed)));
    }
    if config.feeds.speakers != FollowedSpeakers::None {
        all.push(("feeds: {speakers: none}", of(MassKind::SpeakerFeeds)));
    }
    let formats = config.feeds.formats.len() as u64;
    if formats > 1 {
        let Amount { files, bytes } = of(MassKind::Feeds);
        let rest = |amount: u64| amount / formats * (formats - 1);
        all.push(("feeds: {formats: rss}", Amount { files: rest(files), bytes: rest(bytes) }));
    }
    if !config.open_data.is_empty() {
        all.push(("data: none", of(MassKind::OpenData)));
    }
    if config.cards {
        all.push(("cards: false", of(MassKind::Cards)));
    }
    if config.search {
        all.push(("search: false", of(MassKind::Search)));
    }
    all
}

/// True if a host takes the files of a site.
fn takes(limits: &HostLimits, measure: &SiteMeasure) -> bool {
    let within = |limit: Option<Limit>, there: u64| limit.is_none_or(|limit| there <= limit.most);
    Quantity::ALL.iter().all(|quantity| within(quantity.limit(limits), quantity.there(limits, measure)))
        && within(limits.file_bytes, measure.largest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FeedFormat;
    use crate::hosting::{Occasion, over_limits};

    /// A measure of files of 1,000 bytes.
    fn measure(kinds: &[(MassKind, u64)]) -> SiteMeasure {
        let mut measure = SiteMeasure { largest: 1_000, ..SiteMeasure::default() };
        for (kind, files) in kinds {
            measure.mass.add(*kind, *files, files * 1_000);
        }
        measure
    }

    fn said(name: HostName, plan: HostPlan, measure: &SiteMeasure, config: &Config) -> Vec<(String, String)> {
        let found = over_limits(SiteHost { name, plan }, measure, config, Occasion::Built);
        found.into_iter().map(|d| (d.message, d.hint.unwrap_or_default())).collect()
    }

    #[test]
    fn a_site_at_the_limit_is_taken_and_one_file_more_is_not() {
        for (name, plan, most) in [
            (HostName::CloudflarePages, HostPlan::Free, 20_000),
            (HostName::CloudflarePages, HostPlan::Paid, 100_000),
            (HostName::AzureStaticWebApps, HostPlan::Free, 15_000),
            (HostName::GitlabPages, HostPlan::Free, 200_000),
        ] {
            let mut at = measure(&[]);
            at.mass.add(MassKind::Meetings, most, 1);
            assert_eq!(said(name, plan, &at, &Config::default()), [], "{name:?}");
            at.mass.add(MassKind::Meetings, 1, 1);
            assert_eq!(said(name, plan, &at, &Config::default()).len(), 1, "{name:?}");
        }
        for (name, most) in [(HostName::GithubPages, 1 << 30), (HostName::AzureStaticWebApps, 250 << 20)] {
            let mut at = measure(&[]);
            at.mass.add(MassKind::Meetings, 1, most);
            assert_eq!(said(name, HostPlan::Free, &at, &Config::default()), [], "{name:?}");
            at.mass.add(MassKind::Meetings, 1, 1);
            assert_eq!(said(name, HostPlan::Free, &at, &Config::default()).len(), 1, "{name:?}");
        }
    }

    #[test]
    fn the_setting_that_suffices_alone_and_is_missed_least_is_named() {
        let config = Config::default();
        let kinds = [(MassKind::Speakers, 15_000), (MassKind::SpeakerFeeds, 1_000), (MassKind::Cards, 4_500)];
        let [(message, hint)] = &said(HostName::CloudflarePages, HostPlan::Free, &measure(&kinds), &config)[..] else {
            panic!("one message");
        };
        assert_eq!(
            message,
            "the site has 20,500 files, 500 more than cloudflare-pages on its free plan takes (20,000); 15,000 for speakers, \
             4,500 for cards, 1,000 for feeds of speakers"
        );
        assert!(
            hint.starts_with("write `feeds: {speakers: none}` into site.yml, which saves 1,000 files; or `host: "),
            "{hint}"
        );
        assert!(hint.contains("plan: paid}` if you pay for more (100,000, with"), "{hint}");
        // What saves too little alone is passed over for what suffices.
        let kinds = [(MassKind::Speakers, 15_000), (MassKind::SpeakerFeeds, 100), (MassKind::Cards, 5_500)];
        let found = said(HostName::CloudflarePages, HostPlan::Free, &measure(&kinds), &config);
        assert!(found[0].1.starts_with("write `cards: false` into site.yml, which saves 5,500 files"), "{found:?}");
    }

    #[test]
    fn settings_that_suffice_together_are_named_together_and_else_other_hosts() {
        let config = Config::default();
        let kinds = [(MassKind::Meetings, 13_500), (MassKind::SpeakerFeeds, 1_500), (MassKind::Cards, 1_000)];
        let found = said(HostName::AzureStaticWebApps, HostPlan::Paid, &measure(&kinds), &config);
        assert_eq!(found[0].1, "write `feeds: {speakers: none}` into site.yml, which saves 1,500 files");
        let kinds = [(MassKind::Meetings, 14_500), (MassKind::SpeakerFeeds, 700), (MassKind::Cards, 800)];
        let found = said(HostName::AzureStaticWebApps, HostPlan::Paid, &measure(&kinds), &config);
        assert_eq!(
            found[0].1,
            "write `feeds: {speakers: none}` (700 files) and `cards: false` (800 files) into site.yml"
        );
        let none = Config {
            cards: false,
            search: false,
            feeds: crate::config::FeedSettings {
                formats: vec![FeedFormat::Rss],
                speakers: FollowedSpeakers::None,
                ..crate::config::FeedSettings::default()
            },
            ..Config::default()
        };
        let found =
            said(HostName::AzureStaticWebApps, HostPlan::Paid, &measure(&[(MassKind::Meetings, 30_000)]), &none);
        assert_eq!(
            found[0].1,
            "no setting of the site saves that much; of the hosts that are known, cloudflare-pages, github-pages, gitlab-pages, \
             netlify, firebase, vercel, s3, server would take it"
        );
    }
}

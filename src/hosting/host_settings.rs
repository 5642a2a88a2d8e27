//! The file of settings that some hosts read at the root of a site: media types, headers and redirects in one.

use super::azure::azure;
use super::firebase::firebase;
use super::host_table::{HostLimits, RedirectReading};
use super::redirect_rows::{PlannedRedirects, RedirectRows, redirect_rows, with_planned};
use super::rules::Rules;
use super::vercel::vercel;
use crate::config::{HostName, SiteHost};
use crate::site::Plan;

/// The settings of a site for its host, and the old addresses for which they have no room. `None` if the host reads no
/// such file.
pub fn host_settings(rules: &Rules, plan: &Plan, host: SiteHost) -> Option<RedirectRows> {
    with_planned(plan, |planned| planned.settings(rules, host))
}

/// Old addresses of a site without a row, at the host that it names: in `_redirects` or in its settings.
pub fn unled(rules: &Rules, plan: &Plan, host: SiteHost) -> RedirectRows {
    host_settings(rules, plan, host).unwrap_or_else(|| redirect_rows(plan, Some(host)))
}

impl PlannedRedirects<'_> {
    /// Settings of a site, as [`host_settings`].
    pub fn settings(self, rules: &Rules, host: SiteHost) -> Option<RedirectRows> {
        let RedirectReading::Settings(limits) = HostLimits::of(host).redirects else { return None };
        match host.name {
            HostName::Firebase => Some(firebase(rules, self, limits)),
            HostName::AzureStaticWebApps => Some(azure(rules, self, limits)),
            HostName::Vercel => Some(vercel(rules, self, limits)),
            _ => None,
        }
    }
}

//! The files that a host reads, for those who put them there themselves.

use super::cloudfront::{cloudfront, cloudfront_redirects};
use super::headers_file::headers_file;
use super::host_settings::host_settings;
use super::host_table::{HostLimits, RedirectReading};
use super::redirect_rows::redirect_rows;
use super::rules::Rules;
use crate::config::{Config, HostName, SiteHost};
use crate::site::well_known::{HEADERS, REDIRECTS};
use crate::site::{OutputKind, Plan};

/// Names and texts of the files that a host reads; empty if it reads none.
pub fn host_files(config: &Config, plan: &Plan, rules: &Rules, host: SiteHost) -> Vec<(String, String)> {
    let limits = HostLimits::of(host);
    let mut files = Vec::new();
    let mut add = |address: &str, text: String| files.push((address.trim_start_matches('/').to_owned(), text));
    if limits.headers.is_some() {
        let has_given = plan.outputs.iter().any(|output| matches!(output.kind, OutputKind::Attachment(_)));
        let config = Config { host: Some(host), ..config.clone() };
        add(HEADERS, headers_file(&config, &plan.base, has_given));
    }
    if matches!(limits.redirects, RedirectReading::Rows(_)) {
        add(REDIRECTS, redirect_rows(plan, Some(host)).text);
    }
    if let (Some(file), Some(settings)) = (limits.settings, host_settings(rules, plan, host)) {
        add(file.address, settings.text);
    }
    if host.name == HostName::S3 {
        add("cloudfront.js", cloudfront(rules));
        add("cloudfront-redirects.json", cloudfront_redirects(rules, plan).text);
    }
    files
}

//! Finds the host of a site, and compares the site with its limits.

use std::path::Path;

use crate::config::{Config, HostName, HostPlan, SiteHost, TargetKind, Targets};
use crate::fs::static_files::STATIC_FOLDER;
use crate::hosting::{HostLimits, Occasion, SiteMeasure, TextMeasure, over_limits};
use crate::publish;
use crate::report::diagnostic::Diagnostic;
use crate::report::mass::{MassKind, SiteMass};
use crate::site::well_known::{HEADERS, REDIRECTS};

/// Host of a site: the one named in `site.yml`, else the one that follows from its target of publication, if one does.
pub fn site_host(site: &Path, config: &Config, targets: &Targets) -> Option<SiteHost> {
    if config.host.is_some() {
        return config.host;
    }
    let mut described = targets.described();
    let only = described.next().filter(|_| described.next().is_none());
    let name = match targets.target.or(only)? {
        TargetKind::Folder => HostName::Server,
        TargetKind::S3 => HostName::S3,
        TargetKind::Git => {
            let remote = targets.git.remote.as_deref().unwrap_or("origin");
            HostName::of_repository(&publish::remote_address(site, remote)?)?
        }
    };
    Some(SiteHost { name, plan: HostPlan::Free })
}

/// A site whose files are known, as far as its host is concerned.
pub struct WeighedSite<'a> {
    /// Folder of the site.
    pub site: &'a Path,
    /// Its settings.
    pub config: &'a Config,
    /// Its host.
    pub host: SiteHost,
    /// Files and bytes by kind.
    pub mass: SiteMass,
    /// Paths and bytes of the files.
    pub files: Vec<(String, u64)>,
    /// `_redirects`, if the site has it.
    pub redirects: Option<String>,
    /// `_headers`, likewise.
    pub headers: Option<String>,
}

/// A file for hosts in a finished site.
pub fn host_file(output: &Path, address: &str) -> Option<String> {
    std::fs::read_to_string(output.join(address.trim_start_matches('/'))).ok()
}

impl WeighedSite<'_> {
    /// Adds the files that go live beside the site. One that cannot be read is reported when it is published.
    #[must_use]
    pub fn with_files_beside(mut self) -> Self {
        let Some(also) = self.config.targets.also.as_deref() else { return self };
        for (path, bytes) in publish::files_beside(&self.site.join(also)).unwrap_or_default() {
            self.mass.add(MassKind::Beside, 1, bytes);
            self.files.push((path, bytes));
        }
        self
    }

    /// Everything that the host does not take, at the severities that the site wants.
    pub fn over_limits(&self, when: Occasion) -> Vec<Diagnostic> {
        let limits = HostLimits::of(self.host);
        let mut measure = SiteMeasure::of(limits, &self.mass, &self.files);
        let folders = [Some(STATIC_FOLDER), self.config.targets.also.as_deref()];
        let beside = |address| folders.into_iter().flatten().find_map(|one| host_file(&self.site.join(one), address));
        let rows = |text: &Option<String>, address| Some(TextMeasure::of(&text.clone().or_else(|| beside(address))?));
        measure.redirects = rows(&self.redirects, REDIRECTS);
        measure.headers = rows(&self.headers, HEADERS);
        let mut found = over_limits(self.host, &measure, self.config, when);
        self.config.severities.apply(&mut found);
        found
    }
}

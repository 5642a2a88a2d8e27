//! The body that held a meeting.

use rustc_hash::FxHashMap;

use crate::record::{MeetingDetails, Registry};

/// Bodies of meetings: the one that the record names, else that of its series, else that of the site.
#[derive(Debug, Clone)]
pub struct MeetingBodies {
    /// Bodies of series, by the id of the series.
    of_series: FxHashMap<Box<str>, Box<str>>,
    /// Body that owns the archive.
    of_site: Option<Box<str>>,
}

impl MeetingBodies {
    /// The bodies of series in a registry, and the body of the site.
    pub fn new(registry: &Registry, of_site: Option<&str>) -> Self {
        // Of two series with one id the first counts.
        let series = registry.series.iter().rev().map(|series| (series.id.clone(), series.body.clone()));
        MeetingBodies {
            of_series: series.filter_map(|(id, body)| Some((id, body?))).collect(),
            of_site: of_site.map(Box::from),
        }
    }

    /// Id or name of the body that held a meeting.
    pub fn of<'a>(&'a self, details: &'a MeetingDetails) -> Option<&'a str> {
        let of_series = || details.series.as_deref().and_then(|series| self.of_series.get(series)).map(|body| &**body);
        details.body.as_deref().or_else(of_series).or(self.of_site.as_deref())
    }
}

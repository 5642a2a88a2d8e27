//! `host:` in `site.yml`: on which host the site stands.

use super::entries::Scalar;
use super::site_file::HostEntry;
use crate::config::{HostName, HostPlan, SiteHost};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Reads the host. One that is not known is reported, as is a plan without a host.
pub(super) fn host(entry: HostEntry, yaml: &Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<SiteHost> {
    let mut wrong = |keys: &[&str], message: String, hint: String| {
        let path: Vec<PathStep> = keys.iter().map(|key| PathStep::Key((*key).to_owned())).collect();
        let place = yaml.place(&path);
        diagnostics.push(Diagnostic::at(Problem::YamlType, place, message).hint(hint));
    };
    let text =
        |scalar: Option<Scalar>| scalar.map(|Scalar(text)| text.trim().to_owned()).filter(|text| !text.is_empty());
    let plan = text(entry.plan).and_then(|plan| {
        let known = HostPlan::from_name(&plan);
        if known.is_none() {
            let hint = "use `free` or `paid`".to_owned();
            wrong(&["host", "plan"], format!("“{plan}” is no plan of a host"), hint);
        }
        known
    });
    let Some(name) = text(entry.name) else {
        if plan.is_some() {
            wrong(&["host"], "a plan of no host".to_owned(), format!("add `name:`, one of {}", names()));
        }
        return None;
    };
    let known = HostName::from_name(&name);
    if known.is_none() {
        let message = format!("“{name}” is no host whose limits are known");
        let hint = format!("use one of {}; `server` has no limits", names());
        wrong(&["host"], message, hint);
    }
    known.map(|name| SiteHost { name, plan: plan.unwrap_or_default() })
}

fn names() -> String {
    HostName::ALL.map(|host| format!("`{}`", host.name())).join(", ")
}

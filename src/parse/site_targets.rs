//! `publish:` in `site.yml`: the target of publication.

use super::entries::Scalar;
use super::site_addresses::normalise_base_url;
use super::site_file::TargetsEntry;
use crate::config::{FolderTarget, GitTarget, S3Target, TargetKind, Targets};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::{PathStep, Yaml};

/// Reads the target of publication.
pub(super) fn targets(entry: TargetsEntry, diagnostics: &mut Vec<Diagnostic>, yaml: &Yaml<'_>) -> Targets {
    let text =
        |scalar: Option<Scalar>| scalar.map(|Scalar(text)| text.into_boxed_str()).filter(|text| !text.is_empty());
    let place = |keys: &[&str]| {
        let path: Vec<PathStep> = keys.iter().map(|key| PathStep::Key((*key).to_owned())).collect();
        yaml.place(&path)
    };
    let mut wrong = |keys: &[&str], message: String, hint: &str| {
        diagnostics.push(Diagnostic::at(Problem::YamlType, place(keys), message).hint(hint));
    };
    let target = entry.target.and_then(|Scalar(name)| {
        let kind = TargetKind::from_name(&name);
        if kind.is_none() {
            wrong(&["publish", "target"], format!("there is no target “{name}”"), "use `folder`, `s3` or `git`");
        }
        kind
    });
    if entry.folder.0.keep == Some(0) {
        wrong(&["publish", "folder", "keep"], "no release would stay".to_owned(), "keep at least 1");
    }
    if entry.s3.parallel == Some(0) {
        wrong(&["publish", "s3", "parallel"], "nothing would ever be sent".to_owned(), "allow at least 1 request");
    }
    let endpoint = text(entry.s3.endpoint);
    if let Some(given) = endpoint.as_deref().filter(|given| normalise_base_url(given).is_none()) {
        let message = format!("“{given}” is not the address of a storage service");
        wrong(
            &["publish", "s3", "endpoint"],
            message,
            "write it as in `https://s3.example.org`, without name and password",
        );
    }
    let remote = text(entry.git.remote);
    // The settings are kept in a repository that others can read.
    if remote.as_deref().and_then(|remote| remote.split_once("://")).is_some_and(|(_, rest)| {
        rest.split('/').next().is_some_and(|host| host.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')))
    }) {
        let message = "the address of the repository contains a password".to_owned();
        wrong(&["publish", "git", "remote"], message, "remove it, and let git find it: `git help credentials`");
    }
    let also = text(entry.also);
    if let Some(given) =
        also.as_deref().filter(|given| given.starts_with('/') || given.split('/').any(|part| part == ".."))
    {
        wrong(
            &["publish", "also"],
            format!("“{given}” is not a folder of the site"),
            "name a folder beside `content/`",
        );
    }
    Targets {
        target,
        also,
        folder: FolderTarget { path: text(entry.folder.0.path), keep: entry.folder.0.keep },
        s3: S3Target {
            bucket: text(entry.s3.bucket),
            prefix: text(entry.s3.prefix),
            endpoint,
            region: text(entry.s3.region),
            parallel: entry.s3.parallel,
        },
        git: GitTarget { remote, branch: text(entry.git.branch) },
    }
}

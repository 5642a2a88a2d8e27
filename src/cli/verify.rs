//! `minutebook verify`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::progress::FileProgress;
use super::threads::in_threads;
use crate::integrity::{
    BESIDE, CopyOrigin, HostCopy, MISSING, SUMS, Verification, VerifyOptions, fetch, is_address, verify,
};
use crate::report::diagnostic::Severity;
use crate::report::failure::Failure;
use crate::report::run_report::counted;
use crate::report::terminal::{print_diagnostics, print_status};

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// The copy of the site, the folder of its releases, or the address of the live site
    #[arg(value_name = "DIR|URL")]
    place: PathBuf,
    /// The copy was saved from a host, as by `wget --mirror`: files that no link leads to may be missing
    #[arg(long)]
    fetched: bool,
    /// The publisher's public key, or the file that contains it
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// The register, to check the records against
    #[arg(long, value_name = "DIR")]
    register: Option<PathBuf>,
    /// Refuse a copy that was signed earlier: a day such as `2026-08-04`, which begins in UTC, or a moment
    #[arg(long, value_name = "DATE", value_parser = parse_least, requires = "key")]
    at_least: Option<jiff::Timestamp>,
}

fn parse_least(text: &str) -> Result<jiff::Timestamp, String> {
    let day = || jiff::tz::TimeZone::UTC.to_timestamp(text.parse::<jiff::civil::Date>().ok()?.at(0, 0, 0, 0)).ok();
    let moment = text.parse::<jiff::Timestamp>().ok();
    moment.or_else(day).ok_or_else(|| "write it as in `2026-08-04` or `2026-08-04T18:00:00+08:00`".to_owned())
}

impl VerifyArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let mut options = self.options()?;
        let Some(address) = self.place.to_str().filter(|place| is_address(place)) else {
            return in_threads(0, || run(&options, &self.place));
        };
        let folder = tempfile::tempdir().map_err(|error| {
            Failure::io("a folder for what the host has cannot be made", &std::env::temp_dir(), &error)
        })?;
        folder.path().clone_into(&mut options.folder);
        let bar = FileProgress::new("files", false);
        let fetched = fetch(address, folder.path(), &|done, all| bar.show(done, all));
        bar.clear();
        options.origin = CopyOrigin::Host(fetched?);
        in_threads(0, || run(&options, &self.place))
    }

    fn options(&self) -> Result<VerifyOptions, Failure> {
        let key = self.key.as_deref().map(public_key).transpose()?;
        let origin = if self.fetched { CopyOrigin::Saved } else { CopyOrigin::Files };
        let Self { place, register, at_least, .. } = self;
        // `publish: folder:` names the folder of all releases, of which this one is live.
        let live = place.join("current");
        let is_of_releases = !place.join(SUMS).exists() && live.join(SUMS).exists();
        let folder = if is_of_releases { live } else { place.clone() };
        Ok(VerifyOptions { folder, origin, key, register: register.clone(), at_least: *at_least })
    }
}

/// Maximum number of altered files that are listed.
const SHOWN: usize = 100;

/// A public key, given directly or as the name of a file.
///
/// # Errors
/// When there is such a file and it cannot be read.
fn public_key(given: &str) -> Result<String, Failure> {
    let place = Path::new(given);
    if !place.is_file() {
        return Ok(given.to_owned());
    }
    std::fs::read_to_string(place).map_err(|error| Failure::io("the key cannot be read", place, &error))
}

/// Checks a copy of a site that came from some place, and reports alterations.
///
/// # Errors
/// As [`verify`].
fn run(request: &VerifyOptions, place: &Path) -> Result<ExitCode, Failure> {
    let found = verify(request)?;
    print_diagnostics(&found.diagnostics, Severity::Note, SHOWN);
    print_status(&format!("{} as published", counted(found.files, "file")));
    not_seen(request, &found);
    if found.beside > 0 {
        print_status(&format!("{} beside them unchanged", counted(found.beside, "file")));
    }
    for path in found.unvouched.iter().take(SHOWN) {
        print_status(&format!(
            "{path} is listed in {BESIDE} only, which anyone could have written: give the public key with `--key`"
        ));
    }
    if found.unvouched.len() > SHOWN {
        print_status(&format!("… and {} more", found.unvouched.len() - SHOWN));
    }
    for own in &found.own {
        print_status(&format!("{own} is Minutebook's own list; no checksum covers it, and no page shows it"));
    }
    match (&request.key, found.is_signed) {
        (Some(_), true) if found.is_of_key => {
            print_status("the signature is that of the key");
            match found.signed_at {
                Some(at) => {
                    print_status(&format!(
                        "the list was signed at {at}; records withdrawn since then may still be here"
                    ));
                }
                None => print_status("the signature does not say when it was made"),
            }
        }
        (None, true) => print_status("there is a signature, which was not checked: give the public key with `--key`"),
        (None, false) => {
            print_status(
                "there is no signature: anyone who can change a file can change the list of checksums as well",
            );
        }
        (Some(_), _) => {}
    }
    if request.register.is_some() {
        print_status(&format!("{} as in the register, word for word", counted(found.records, "record")));
        print_status(
            "compared with the register: which version each record's page says it is, its words, their order, and who speaks",
        );
        if !found.is_of_key {
            print_status(
                "not compared with the register: style sheets and scripts, what stands around a transcript, titles, pictures, where links \
                 lead, index.md, feeds, the search index and all other files; only a signature vouches for these",
            );
        }
        if found.elsewhere > 0 {
            print_status(&format!(
                "{} of the register without a page of their own here",
                counted(found.elsewhere, "record")
            ));
        }
        match found.head {
            Some((at, hash)) => print_status(&format!("the register was last written at {at}; its hash is {hash}")),
            None => print_status("the register is still empty"),
        }
    } else {
        print_status(&format!(
            "the register was not compared: `minutebook verify {} --register DIR` does, for whoever has its folder",
            place.display()
        ));
    }
    if found.diagnostics.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    print_status(&format!("{} not as published", counted(found.diagnostics.len(), "thing")));
    if let Some(remedy) = remedy(request, place, &found) {
        print_status(&remedy);
    }
    Ok(ExitCode::from(1))
}

/// Prints which published files could not be seen, because they were not saved or the host does not hand them out.
fn not_seen(request: &VerifyOptions, found: &Verification) {
    if !found.not_saved.is_empty() && request.origin == CopyOrigin::Saved {
        let pages = found.not_saved.iter().filter(|path| path.ends_with(".html")).count();
        print_status(&format!(
            "{} of the list not in this copy, {} of them; nothing is known about them",
            counted(found.not_saved.len(), "file"),
            counted(pages, "page")
        ));
    }
    if let CopyOrigin::Host(HostCopy { led_on }) = &request.origin {
        for (path, to) in led_on.iter().take(SHOWN) {
            print_status(&format!("{path} cannot be seen: the host leads on from it to {to}"));
        }
        if led_on.len() > SHOWN {
            print_status(&format!("… and {} more", led_on.len() - SHOWN));
        }
    }
}

/// The command that tells more about a copy that is not as published.
fn remedy(request: &VerifyOptions, place: &Path, found: &Verification) -> Option<String> {
    let place = place.display();
    let is_missing = found.diagnostics.iter().any(|one| one.message == MISSING);
    match request.origin {
        CopyOrigin::Files if is_missing => Some(format!(
            "if this copy was saved from a host, `minutebook verify {place} --fetched` lets files be missing that no link leads to"
        )),
        CopyOrigin::Saved => Some(
            "links that were converted make other files of pages; `wget --mirror` without `--convert-links` leaves them as they are"
                .to_owned(),
        ),
        _ => None,
    }
}

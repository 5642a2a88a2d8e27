//! Gives up damaged and lost parts of a register, and records that in the log for good.

use jiff::Timestamp;

use super::ledger_format::Sound;
use super::log::{self, LogLine, Publication, PublicationKind};
use super::{Register, addresses};
use crate::bytes::sha256::Hash;

/// Result of repairing a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repair {
    /// Files with their new bytes; `None` for files without any undamaged part.
    pub files: Vec<(String, Option<Vec<u8>>)>,
    /// Descriptions of the lost parts, for people.
    pub given_up: Vec<String>,
}

/// Computes the repair. `records` are the files with their undamaged parts.
pub(super) fn repair(
    records: &[(String, Vec<u8>, Sound)],
    addresses_as_they_are: &[u8],
    log_as_it_is: &[u8],
    now: Timestamp,
) -> Repair {
    let mut repair = Repair::default();
    let mut register = Register::default();
    let text = String::from_utf8_lossy(log_as_it_is);
    let (sound_log, length, damage) = log::read(&text);
    if damage.is_some() && !log_as_it_is.is_empty() {
        repair.given_up.push(format!("log.txt, from publication {} on", sound_log.publications.len() + 1));
    }
    register.log = sound_log;
    let mut lines = Vec::new();
    let logged = register.log.records();
    for (file, bytes, sound) in records {
        let name = file.trim_end_matches(".txt");
        if sound.damage.is_some() {
            let kept = sound.history.as_ref().map_or(0, |history| history.versions.len());
            repair.given_up.push(format!("records/{file}, all but the first {kept} versions"));
            let rest = sound.history.as_ref().map(|_| bytes[..sound.length].to_vec());
            repair.files.push((format!("records/{file}"), rest));
        }
        match &sound.history {
            Some(history) => {
                let head = (history.last().number, history.last().hash);
                if logged.get(name) != Some(&head) {
                    lines.push(LogLine::Record(name.into(), head.0, head.1));
                }
            }
            None if logged.contains_key(name) => lines.push(LogLine::Lost(name.into())),
            None => {}
        }
    }
    for name in logged.keys().filter(|name| !records.iter().any(|(file, ..)| file.trim_end_matches(".txt") == **name)) {
        repair.given_up.push(format!("records/{name}.txt, which is lost"));
        lines.push(LogLine::Lost((*name).into()));
    }
    let listed = String::from_utf8_lossy(addresses_as_they_are);
    let known = addresses::read_leniently(&listed);
    let written = addresses::written(&known);
    if written.as_bytes() != addresses_as_they_are && (!known.is_empty() || !addresses_as_they_are.is_empty()) {
        repair.given_up.push("addresses.txt, the lines that cannot be read".to_owned());
        repair.files.push(("addresses.txt".to_owned(), Some(written.clone().into_bytes())));
    }
    let addresses_now = (known.len(), Hash::of(written.as_bytes()));
    let is_prefix = register.log.addresses().is_some_and(|(count, hash)| addresses::begins_with(&known, count, hash));
    if register.log.addresses().is_some() && !is_prefix {
        lines.push(LogLine::Addresses(addresses_now.0, addresses_now.1));
    }
    if !lines.is_empty() || damage_of(&repair) {
        let sound = if length == 0 { log::HEADING.as_bytes() } else { &log_as_it_is[..length] };
        let at =
            super::revise::second(now).max(register.log.publications.last().map_or(Timestamp::MIN, |last| last.at));
        let block = Publication::after(&register.log, PublicationKind::Mend, at, lines);
        repair.files.push(("log.txt".to_owned(), Some([sound, block.written().as_bytes()].concat())));
    }
    repair
}

fn damage_of(repair: &Repair) -> bool {
    !repair.given_up.is_empty()
}

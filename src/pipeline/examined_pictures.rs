//! Reads the pictures that public records and pages refer to, as far as planning must know them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::bytes::pictures::{MOST_PIXELS, PictureFacts, PictureFault, is_picture};
use crate::config::Config;
use crate::fs::discover::{Discovered, read_again, stamp_of_file};
use crate::markdown::{LinkKind, classify};
use crate::record::{Archive, Registered};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::source::{FileStamp, RelativeLinks, file_named, folder_of};

/// Largest file, in bytes, that is read as a picture.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A picture as a build found it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ExaminedPicture {
    stamp: FileStamp,
    facts: Result<PictureFacts, PictureFault>,
}

/// Pictures that were examined, by path.
pub(crate) type ExaminedPictures = BTreeMap<Arc<str>, ExaminedPicture>;

/// Facts about the pictures that what is public refers to, and reports those that cannot be shown well. `known` holds those that the
/// last run examined, and afterwards those of this one: a file that looks the same is not read again.
pub(super) fn examine(
    found: &Discovered,
    archive: &Archive,
    links: &FxHashMap<Arc<str>, RelativeLinks>,
    config: &Config,
    known: &mut ExaminedPictures,
    diagnostics: &mut Vec<Diagnostic>,
) -> FxHashMap<Arc<str>, PictureFacts> {
    let referred = referred(found, archive, links, config);
    let look = |path: &Arc<str>| {
        let file = found.assets.get(path).filter(|file| file.bytes <= LARGEST)?;
        let stamp = stamp_of_file(&file.place)?;
        let before = known.get(path).filter(|before| stamp.is_at_rest && before.stamp == stamp);
        let facts = match before {
            Some(before) => before.facts.clone(),
            None => PictureFacts::of(path, &read_again(&file.place)?),
        };
        Some((Arc::clone(path), ExaminedPicture { stamp, facts }))
    };
    *known = referred.par_iter().filter_map(look).collect();
    let prefix = if found.is_site { "content/" } else { "" };
    let mut facts_of = FxHashMap::default();
    for (path, picture) in known {
        let at = || Location::file(&format!("{prefix}{path}").into());
        diagnostics.extend(reported(&picture.facts, at));
        facts_of.extend(picture.facts.as_ref().ok().map(|facts| (Arc::clone(path), *facts)));
    }
    let cover = config.podcast.image.as_deref().and_then(|image| file_named("", image));
    if let Some((path, facts)) = cover.and_then(|path| facts_of.get_key_value(path.as_str())) {
        let at = Location::file(&format!("{prefix}{path}").into());
        diagnostics.extend(reported_cover(facts, at));
    }
    facts_of
}

/// Paths of the pictures that public records, pages and settings refer to, in order.
fn referred(
    found: &Discovered,
    archive: &Archive,
    links: &FxHashMap<Arc<str>, RelativeLinks>,
    config: &Config,
) -> Vec<Arc<str>> {
    if !found.assets.keys().any(|path| is_picture(path)) {
        return Vec::new();
    }
    let mut all: Vec<Arc<str>> = Vec::new();
    let mut refer = |folder: &str, target: &str| {
        let LinkKind::Relative(target) = classify(target) else { return };
        let path = file_named(folder, target).filter(|path| is_picture(path));
        all.extend(path.and_then(|path| found.assets.get_key_value(path.as_str())).map(|(path, _)| Arc::clone(path)));
    };
    for meeting in &archive.meetings {
        let details = &meeting.details;
        for link in details.attachments.iter().chain(&details.media) {
            refer(folder_of(&details.path), &link.target);
            link.poster.iter().for_each(|poster| refer(folder_of(&details.path), poster));
        }
    }
    let texts = archive.meetings.iter().map(|meeting| &meeting.details.path);
    for path in texts.chain(archive.pages.iter().map(|page| &page.path)) {
        links.get(path).into_iter().flatten().for_each(|link| refer(folder_of(path), &link.target));
    }
    for announced in &archive.announced {
        announced.announcement.papers.iter().for_each(|link| refer(folder_of(&announced.path), &link.target));
    }
    config.settings_links.iter().for_each(|link| refer("", &link.target));
    for speaker in &archive.speakers {
        let Some(Registered::Person(person)) = speaker.registered else { continue };
        archive.registry.people[person].portrait.iter().for_each(|portrait| refer("", portrait));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Width and height in pixels of pictures of podcasts that directories take.
const COVER: std::ops::RangeInclusive<u32> = 1400..=3000;

/// Diagnostic about the picture of the podcasts, if directories refuse it.
fn reported_cover(facts: &PictureFacts, at: Location) -> Option<Diagnostic> {
    let PictureFacts { width, height, .. } = facts;
    let is_taken = width == height && COVER.contains(width);
    let message =
        format!("the picture of the podcasts has {width} × {height} pixels, which directories such as Apple's refuse");
    (!is_taken).then(|| {
        Diagnostic::at(Problem::PodcastPicture, at, message)
            .hint("save it as a square of 1400 to 3000 pixels, as PNG or JPEG")
    })
}

/// Diagnostic about a picture, if an editor should know something of it.
fn reported(facts: &Result<PictureFacts, PictureFault>, at: impl Fn() -> Location) -> Option<Diagnostic> {
    Some(match facts {
        Ok(facts) if facts.tells_place => Diagnostic::at(
            Problem::PictureWithPlace,
            at(),
            "the file says where on earth the picture was taken; it is published with that",
        )
        .hint("remove the position with the program that shows pictures, or `exiftool -gps:all= -xmp:geotag= FILE`"),
        Ok(_) | Err(PictureFault::Sizeless) => return None,
        Err(PictureFault::TooLarge(width, height)) => {
            let message = format!(
                "the picture has {width} × {height} pixels, more than {} million; pages show the file as it is",
                MOST_PIXELS / 1_000_000
            );
            Diagnostic::at(Problem::PictureTooLarge, at(), message).hint("save it with a width of 4000 pixels or less")
        }
        Err(PictureFault::Unreadable) => Diagnostic::at(
            Problem::BrokenPicture,
            at(),
            "the file is damaged, or no picture of the kind that its name says; pages show it as it is",
        )
        .hint("open it with a program that shows pictures, and save it again"),
    })
}

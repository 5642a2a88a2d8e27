//! The page of a former version of a record: what it said until it was corrected.

use crate::record::{Date, FormerPassage, MeetingIndex, PassageKind};
use crate::render::context::Renderer;
use crate::render::parts::dates::{date_view, day_of};
use crate::render::parts::head::{crumb, direction, head};
use crate::site::view::{FormerPassageView, FormerVersionView};
use crate::site::{Address, Output};
use crate::theme::Argument::{Number, Text};

/// The page of one of the former versions of a record, by its position.
pub(crate) fn view(
    renderer: &Renderer<'_>,
    output: &Output,
    index: MeetingIndex,
    position: usize,
) -> FormerVersionView {
    let (archive, plan) = (renderer.archive, renderer.plan);
    let details = &archive.meetings[index].details;
    let lang = renderer.interface_language(&details.lang);
    let strings = renderer.strings(&lang);
    let here = &plan.locales[plan.locale_for(&lang)];
    // Planned from the same history.
    let history = archive.histories[index].as_ref().expect("a record with former versions has a history");
    let former = &history.former[position];
    let now = &plan.addresses.meetings[index];
    let names = [("title", Text(&former.title)), ("n", Number(i64::from(former.version)))];
    let mut head =
        head(renderer, output, "former-version", &lang, strings.format("former-version", &names), String::new());
    head.hidden = true;
    head.crumbs.push(crumb(strings.get("meetings"), &here.meeting_index));
    head.crumbs.push(crumb(details.date.year.to_string(), &here.years[&details.date.year]));
    head.crumbs.push(crumb(details.title.to_string(), now));
    let correction = history.corrections.iter().find(|correction| correction.at == former.until);
    FormerVersionView {
        head,
        title: former.title.to_string(),
        meeting_date: Date::parse(&former.date).map(|date| date_view(renderer, &lang, date)),
        record_lang: details.lang.as_str().to_owned(),
        record_dir: direction(&details.lang),
        version: former.version,
        published: day_of(renderer, &lang, former.at),
        corrected: day_of(renderer, &lang, former.until),
        note: correction.and_then(|correction| correction.note.as_deref()).unwrap_or_default().to_owned(),
        now: now.to_string(),
        passages: passages(&former.passages, now),
    }
}

fn passages(former: &[FormerPassage], now: &str) -> Vec<FormerPassageView> {
    let mut speaking = "";
    let mut all = Vec::with_capacity(former.len());
    for passage in former {
        let FormerPassage { kind, anchor, label, words, stands, successor } = passage;
        let goes_on = *kind == PassageKind::Speech && *speaking == **label;
        speaking = if *kind == PassageKind::Speech { label } else { "" };
        let place =
            || if successor.is_empty() { now.to_owned() } else { format!("{now}#{}", Address::encode(successor)) };
        all.push(FormerPassageView {
            kind: match kind {
                PassageKind::Speech => "speech",
                PassageKind::Remark => "narrative",
                PassageKind::Section => "section",
                PassageKind::Note => "note",
                PassageKind::Decision => "decision",
            },
            anchor: anchor.to_string(),
            speaker: if goes_on { String::new() } else { label.to_string() },
            paragraphs: words.iter().flat_map(|words| words.lines()).map(str::to_owned).collect(),
            forgotten: words.is_none(),
            now: if *stands { String::new() } else { place() },
        });
    }
    all
}

//! The page of a record.

use crate::record::Language;
use crate::record::{Contribution, Decision, DecisionKind, MeetingIndex, Moment, NameIndex, Presence};
use crate::render::context::Renderer;
use crate::render::decision_summary::decision_item;
use crate::render::inputs::RenderInputs;
use crate::render::parts::action_lists::mentioned_action;
use crate::render::parts::attendees::{attendees, quorum_view};
use crate::render::parts::body_links::body_of_meeting;
use crate::render::parts::cited_in::{cited_in, cited_speeches};
use crate::render::parts::correction_views::{corrections_of, former_versions};
use crate::render::parts::dates::{date_with_weekday, day_of};
use crate::render::parts::decided_items::by_weight;
use crate::render::parts::file_links::file_links;
use crate::render::parts::head::{add_language_links, crumb, direction, extra_values, head};
use crate::render::parts::hearings::matter_href;
use crate::render::parts::highlight_items::highlight_links;
use crate::render::parts::licences::named_licence;
use crate::render::parts::media_links::media_links;
use crate::render::parts::meeting_item::{meeting_item, taxonomy_links, topic_links};
use crate::render::parts::podcast_links::podcast_of_meeting;
use crate::render::parts::preferred_records::{first_record, nearest_meeting};
use crate::render::parts::recordings::Recordings;
use crate::render::parts::report_link::{edit_address, report_view};
use crate::render::parts::speaker_links::person_link;
use crate::render::parts::status_note::description;
use crate::render::parts::status_views::text_status_view;
use crate::render::speaker_shares::speaker_shares;
use crate::render::turns::whole_record;
use crate::site::view::{ContentsItem, DecisionItem, Link, MeetingView, MomentLink, RegisterView, TranslationView};
use crate::site::well_known::PLAIN_RECORD;
use crate::site::{DecisionPlace, LocaleIndex, Output, ParallelRecord, PlayLink};
use crate::text::{iri, shorten};
use crate::theme::Argument::{Number, Text};

pub(crate) fn view<'r>(renderer: &'r Renderer<'_>, output: &Output, index: MeetingIndex) -> MeetingView<'r> {
    let (archive, plan) = (renderer.archive, renderer.plan);
    let meeting = &archive.meetings[index];
    let details = &meeting.details;
    let lang = renderer.interface_language(&details.lang);
    let strings = renderer.strings(&lang);
    let locale = plan.locale_for(&lang);
    let here = &plan.locales[locale];
    let item = meeting_item(renderer, &renderer.context.ids, locale, &lang, index);
    let described = description(renderer, details);
    let description = if described.is_empty() {
        strings.format(
            "meeting-description",
            &[
                ("title", Text(&details.title)),
                ("date", Text(&item.date.text)),
                ("speeches", Number(item.speeches as i64)),
                ("speakers", Number(item.speakers as i64)),
            ],
        )
    } else {
        shorten(&described, 160)
    };
    let mut head = head(renderer, output, "meeting", &lang, format!("{} {}", details.date, details.title), description);
    head.image = plan.addresses.cards[index].to_string();
    head.extra = extra_values(details.extra.as_deref());
    head.crumbs.push(crumb(strings.get("meetings"), &here.meeting_index));
    head.crumbs.push(crumb(details.date.year.to_string(), &here.years[&details.date.year]));
    let mut transcript = whole_record(renderer, index, &lang);
    transcript.cited = cited_speeches(renderer, index);
    let translations = translation_views(renderer, index, &transcript.parallel_records);
    if !translations.is_empty() {
        let all = std::iter::once(&index).chain(&archive.translations[index]);
        let versions = all
            .map(|&translation| (&archive.meetings[translation].details.lang, &*plan.addresses.meetings[translation]));
        add_language_links(renderer, &mut head, versions);
    }
    let link_to = |other: MeetingIndex| {
        let details = &archive.meetings[other].details;
        Link {
            title: details.title.to_string(),
            href: plan.addresses.meetings[other].to_string(),
            lang: Some(details.lang.as_str().to_owned()),
        }
    };
    let in_series = details
        .series
        .as_deref()
        .and_then(|id| renderer.context.ids.series(id))
        .map_or(&[][..], |series| &plan.series[series].meetings);
    // In each list the search begins where the meeting stands.
    let first = first_record(renderer, index);
    let previous = nearest_meeting(renderer, locale, (0..first).rev());
    let next = nearest_meeting(renderer, locale, first + 1..archive.meetings.len());
    let (before, rest) = in_series.split_at(in_series.partition_point(|meeting| *meeting < first));
    let series_previous = nearest_meeting(renderer, locale, before.iter().rev().copied());
    let series_next = nearest_meeting(renderer, locale, rest.iter().copied().filter(|meeting| *meeting > first));
    let speakers = speaker_shares(renderer, meeting, &lang);
    let words = meeting.total().words.into();
    let media = media_links(renderer, index, &lang);
    let person = |name: NameIndex| person_link(renderer, &meeting.names[name as usize], &lang);
    MeetingView {
        date: date_with_weekday(renderer, &lang, details.date),
        record_lang: details.lang.as_str().to_owned(),
        record_dir: direction(&details.lang),
        subtitle: details.subtitle.as_deref().map(str::to_owned),
        start: details.start.as_deref().map(str::to_owned),
        end: details.end.as_deref().map(str::to_owned),
        status: text_status_view(renderer, index, &lang),
        place: details.place.as_deref().map(str::to_owned),
        body: body_of_meeting(renderer, index, &lang),
        topics: topic_links(renderer, &renderer.context.ids, locale, &lang, details),
        taxonomies: taxonomy_links(renderer, &renderer.context.ids, locale, &lang, details),
        highlights: highlight_links(renderer, index),
        chair: meeting.chair.map(person),
        participants: attendees(renderer, index, Presence::Present, &lang),
        in_attendance: attendees(renderer, index, Presence::InAttendance, &lang),
        apologies: attendees(renderer, index, Presence::Apologies, &lang),
        absent: attendees(renderer, index, Presence::Absent, &lang),
        quorum: meeting.attendance.quorum.map(quorum_view),
        matters: matters(renderer, locale, index),
        decisions: decisions(renderer, index, &lang),
        actions: actions(renderer, index, &lang),
        speakers,
        attachments: file_links(renderer, &plan.meeting_links[index], &details.attachments, &lang),
        timed: media.iter().any(|link| link.starts.is_some()),
        playable: media.iter().any(|link| link.starts.is_some() && !link.player.is_empty()),
        media,
        cited_in: cited_in(renderer, index, &lang),
        cites: plan.citations.from(index).iter().map(|to| plan.base.in_full(&plan.addresses.meetings[*to])).collect(),
        podcast: podcast_of_meeting(renderer, index, &lang),
        translations,
        contents: contents(renderer, index),
        licence: details.licence.as_deref().or(renderer.config.licence.as_deref()).map(|id| named_licence(id, strings)),
        attribution: details
            .attribution
            .as_deref()
            .unwrap_or_else(|| renderer.config.attribution.get(&lang))
            .to_owned(),
        words,
        previous: previous.map(link_to),
        next: next.map(link_to),
        series_previous: series_previous.map(link_to),
        series_next: series_next.map(link_to),
        document: plan.addresses.documents[index].to_string(),
        akoma_ntoso: plan.addresses.akoma_ntoso[index].to_string(),
        plain: format!("{}{PLAIN_RECORD}", plan.addresses.meetings[index]),
        corrections: corrections_of(renderer, index, &lang),
        all_corrections: here.corrections.as_deref().unwrap_or_default().to_owned(),
        shown_address: iri(&head.canonical).into_owned(),
        report: report_view(renderer, index, &lang, &head.canonical),
        edit: edit_address(renderer, &details.path, archive.pending[index].is_some()),
        register: archive.histories[index].as_ref().map(|history| RegisterView {
            name: history.name.to_string(),
            version: history.version,
            head: history.head.to_string(),
            published: history.published.to_string(),
            published_on: day_of(renderer, &lang, history.published),
            corrected_on: history.corrected().map(|at| day_of(renderer, &lang, at)),
            modified: history.corrections.first().map_or(history.published, |correction| correction.at).to_string(),
            former: former_versions(renderer, index, &lang),
        }),
        transcript,
        meeting: item,
        head,
    }
}

fn translation_views(
    inputs: &RenderInputs<'_>,
    index: MeetingIndex,
    parallel_records: &[ParallelRecord],
) -> Vec<TranslationView> {
    let translations = inputs.archive.translations[index].iter().zip(parallel_records);
    let view = |(translation, parallel_record): (&MeetingIndex, &ParallelRecord)| TranslationView {
        lang: parallel_record.lang.to_string(),
        name: parallel_record.name.to_string(),
        title: inputs.archive.meetings[*translation].details.title.to_string(),
        href: parallel_record.href.to_string(),
        alignment: parallel_record.alignment(),
    };
    translations.map(view).collect()
}

/// Maximum number of matters listed above a record.
const MOST_MATTERS: usize = 100;

fn matters(renderer: &Renderer<'_>, locale: LocaleIndex, index: MeetingIndex) -> Vec<Link> {
    let here = renderer.context.matters_of(index).iter().take(MOST_MATTERS);
    let link = |matter: &usize| {
        let matter = &renderer.plan.matters[*matter];
        let title = matter.title.get(&renderer.plan.locales[locale].lang).to_owned();
        Link { title, href: matter_href(renderer, locale, matter), lang: None }
    };
    here.map(link).collect()
}

/// Maximum number of decisions listed above a record; further ones are in the record.
const MOST_DECISIONS: usize = 100;

fn decisions(inputs: &RenderInputs<'_>, index: MeetingIndex, lang: &Language) -> Vec<DecisionItem> {
    let here = |decision: &Decision| DecisionItem {
        href: format!("#{}", decision.id),
        ..decision_item(inputs, lang, index, decision)
    };
    by_weight(inputs.archive.meetings[index].decided()).into_iter().take(MOST_DECISIONS).map(here).collect()
}

/// The action items of a record, each with what became of it by now.
fn actions(renderer: &Renderer<'_>, index: MeetingIndex, lang: &Language) -> Vec<DecisionItem> {
    let all = DecisionPlace::of_meeting(renderer.archive, index);
    let here = |(place, decision): (DecisionPlace, &Decision)| DecisionItem {
        href: format!("#{}", decision.id),
        ..mentioned_action(renderer, lang, place, decision)
    };
    all.filter(|(_, decision)| decision.kind == DecisionKind::Action).take(MOST_DECISIONS).map(here).collect()
}

fn contents(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<ContentsItem> {
    let meeting = &renderer.archive.meetings[index];
    let recordings = Recordings::of(renderer, index);
    let moment = |time: Option<&Moment>| {
        let PlayLink { href, written, second } = *recordings.moment(time)?;
        Some(MomentLink { href: href.into(), written: written.into_owned(), second })
    };
    let mut contents = Vec::new();
    for section in meeting.sections.iter() {
        if let Some(heading) = &section.heading {
            contents.push(ContentsItem {
                title: heading.to_string(),
                href: format!("#{}", encode(&section.anchor)),
                agenda: false,
                moment: moment(section.time.as_deref()),
            });
        }
        for contribution in &section.contributions {
            if let Contribution::Narrative(narrative) = contribution
                && let Some(item) = &narrative.agenda
            {
                contents.push(ContentsItem {
                    title: item.title.to_string(),
                    href: format!("#{}", narrative.id),
                    agenda: true,
                    moment: moment(narrative.time.as_deref()),
                });
            }
        }
    }
    contents
}

fn encode(anchor: &str) -> String {
    percent_encoding::utf8_percent_encode(anchor, percent_encoding::CONTROLS).to_string()
}

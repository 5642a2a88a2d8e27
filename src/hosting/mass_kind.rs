//! To which kind of mass each file of a site belongs.

use crate::report::mass::MassKind;
use crate::site::{FeedScope, OutputKind};

/// Kind of mass of an output.
pub fn mass_kind(of: &OutputKind) -> MassKind {
    match of {
        OutputKind::Meeting(_)
        | OutputKind::Highlight(_)
        | OutputKind::FormerVersion(..)
        | OutputKind::Announced(_)
        | OutputKind::Withdrawn(_) => MassKind::Meetings,
        OutputKind::PlainRecord(_) => MassKind::Markdown,
        OutputKind::Card(_) | OutputKind::HighlightCard(_) => MassKind::Cards,
        OutputKind::Captions(..) | OutputKind::Chapters(..) => MassKind::Captions,
        OutputKind::Data(_) | OutputKind::RecordDocument(_) | OutputKind::AkomaNtoso(_) | OutputKind::RecordSchema => {
            MassKind::OpenData
        }
        OutputKind::Speaker(..) | OutputKind::SpeakerYear(..) | OutputKind::SpeakerMonth(..) => MassKind::Speakers,
        OutputKind::FrontPage(_)
        | OutputKind::MeetingIndex(_)
        | OutputKind::Year(..)
        | OutputKind::SpeakerIndex(_)
        | OutputKind::SeriesIndex(_)
        | OutputKind::Series(..)
        | OutputKind::TaxonomyIndex(..)
        | OutputKind::Term(..)
        | OutputKind::Decisions(..)
        | OutputKind::Actions(_)
        | OutputKind::WatchIndex(_)
        | OutputKind::Watch(..)
        | OutputKind::MatterIndex(_)
        | OutputKind::Matter(..)
        | OutputKind::BodyIndex(_)
        | OutputKind::Body(..)
        | OutputKind::BodyYear(..)
        | OutputKind::DataPage(_)
        | OutputKind::Corrections(_) => MassKind::Lists,
        OutputKind::Page(_) | OutputKind::NotFound => MassKind::Pages,
        OutputKind::Redirect(_) => MassKind::Redirects,
        OutputKind::Feed(FeedScope::Speaker(_), _) => MassKind::SpeakerFeeds,
        OutputKind::Feed(..) | OutputKind::Podcast(_) => MassKind::Feeds,
        OutputKind::Search(_)
        | OutputKind::SearchRoot
        | OutputKind::SearchDirectory
        | OutputKind::SearchShards(_)
        | OutputKind::SearchPassages(..)
        | OutputKind::SearchNames(_)
        | OutputKind::SearchPages => MassKind::Search,
        OutputKind::Attachment(_) => MassKind::Files,
        OutputKind::Rendition(..) => MassKind::Pictures,
        OutputKind::Static(_) => MassKind::Static,
        OutputKind::Asset(_) => MassKind::Assets,
        OutputKind::Calendar(_)
        | OutputKind::Sitemap(_)
        | OutputKind::SitemapIndex
        | OutputKind::Robots
        | OutputKind::Llms
        | OutputKind::Humans
        | OutputKind::Headers
        | OutputKind::Redirects
        | OutputKind::HostSettings => MassKind::Programs,
    }
}

//! What a file said when it lay there in another form.

use super::preview;
use crate::config::Config;
use crate::plan::meeting_address;
use crate::record::{Document, Status};
use crate::register::Earlier;

/// A record as it was at a moment; `None` when it was none, or was not public.
pub fn earlier(path: &str, text: &str, at: jiff::Timestamp, config: &Config) -> Option<Earlier> {
    let Document::Meeting(meeting) = preview(path, text, config).value else { return None };
    let visibility = &meeting.details.visibility;
    if visibility.status != Status::Published || visibility.withdrawn.is_some() {
        return None;
    }
    let address = meeting_address(config, &meeting.details.slug, meeting.details.date.year);
    // What was committed before its hour was published at its hour.
    let at = visibility.publish_at.map_or(at, |hour| hour.max(at));
    Some(Earlier { meeting, text: text.to_owned(), at, address: address.path().into() })
}

//! Days and months as pages show them.

use crate::record::{Date, Language};
use crate::render::inputs::RenderInputs;
use crate::site::view::DateView;

/// A date in the words of a language.
pub(crate) fn date_view(inputs: &RenderInputs<'_>, lang: &Language, date: Date) -> DateView {
    DateView { iso: date.to_string(), text: inputs.strings(lang).date(date) }
}

/// A date with the day of the week.
pub(crate) fn date_with_weekday(inputs: &RenderInputs<'_>, lang: &Language, date: Date) -> DateView {
    DateView { iso: date.to_string(), text: inputs.strings(lang).date_with_weekday(date) }
}

/// The day of a moment, in the time zone of the site.
pub(crate) fn day_of(inputs: &RenderInputs<'_>, lang: &Language, moment: jiff::Timestamp) -> DateView {
    let day = inputs.config.time_zone.to_datetime(moment).date();
    let known = Date::new(day.year(), Some(day.month() as u8), Some(day.day() as u8));
    known.map(|known| date_view(inputs, lang, known)).unwrap_or_default()
}

/// The anchor of a month on the page of its year.
pub(crate) fn month_anchor(month: u8) -> String {
    format!("month-{month:02}")
}

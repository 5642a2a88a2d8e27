//! Writes numbers as a language groups their digits: 12,345 or 12.345 or 12 345.

use fluent_bundle::FluentValue;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

/// The rules of one language, kept by the bundle of its strings.
struct Grouped(DecimalFormatter);

impl Memoizable for Grouped {
    type Args = ();
    type Error = ();

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let locale: Locale = lang.to_string().parse().map_err(|_| ())?;
        DecimalFormatter::try_new(locale.into(), icu_decimal::options::DecimalFormatterOptions::default())
            .map(Grouped)
            .map_err(|_| ())
    }
}

/// A value formatted by the language's rules; `None` leaves it to Fluent. Small numbers need no grouping, and skip the
/// lock around the formatter.
pub(super) fn written(value: &FluentValue<'_>, memory: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let is_whole = number.value.fract() == 0.0;
    if is_whole && number.value.abs() < 1000.0 {
        return None;
    }
    let decimal = if is_whole {
        Decimal::from(number.value as i64)
    } else {
        let mut tenths = Decimal::from((number.value * 10.0).round() as i64);
        tenths.multiply_pow10(-1);
        tenths
    };
    memory.with_try_get::<Grouped, _, _>((), |grouped| grouped.0.format(&decimal).to_string()).ok()
}

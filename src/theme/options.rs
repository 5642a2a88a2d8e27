//! Options of a theme: declared in `theme.yml`, set in `site.yml`, visible to templates and to the style sheet.
//!
//! The site's security policy forbids inline styles, so options for the appearance become a style sheet. Each value is
//! checked to its last character first: none can end its declaration.

use std::fmt::Write;
use std::path::Path;

use crate::config::{GivenOption, GivenValue};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::yaml::did_you_mean;

/// The style sheet that options make.
pub(super) const STYLES: &str = "options.css";

/// An option that a theme has.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// Name in `options.NAME`.
    pub name: Box<str>,
    /// Type of the value.
    pub kind: OptionType,
    /// Its purpose, in a sentence.
    pub description: Box<str>,
    /// Custom properties that it sets in the style sheet.
    pub properties: Vec<Box<str>>,
    /// Default value; without one, the style sheet decides.
    pub default: Option<OptionValue>,
}

/// Type of an option.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionType {
    /// A colour, or one for light and one for dark.
    Colour,
    /// Words.
    Text,
    /// A picture: a file of the theme's `static/` or of the content.
    Image,
    /// Names of faces, the best first.
    Font,
    /// One of these words.
    Choice(Vec<Box<str>>),
    /// A number, perhaps with one of these units, from the least to the greatest.
    Number(Vec<Box<str>>, Option<f64>, Option<f64>),
    /// Yes or no.
    Boolean,
    /// Some of these words, in an order.
    List(Vec<Box<str>>),
}

/// Value of an option.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionValue {
    /// In light and in dark; a side that is not given stays as the style sheet has it.
    Colour(Option<Box<str>>, Option<Box<str>>),
    /// Words, faces, or a word of the list.
    Text(Box<str>),
    /// The name of a published file.
    Image(Box<str>),
    /// A number and its unit, which may be empty.
    Number(f64, Box<str>),
    /// Yes or no.
    Boolean(bool),
    /// Words of the list.
    List(Vec<Box<str>>),
}

impl OptionType {
    /// The name by which a theme declares it.
    pub fn name(&self) -> &'static str {
        match self {
            OptionType::Colour => "colour",
            OptionType::Text => "text",
            OptionType::Image => "image",
            OptionType::Font => "font",
            OptionType::Choice(_) => "choice",
            OptionType::Number(..) => "number",
            OptionType::Boolean => "boolean",
            OptionType::List(_) => "list",
        }
    }

    /// Its name with an article, for messages.
    fn described(&self) -> String {
        let name = self.name();
        format!("{} {name}", if name.starts_with('i') { "an" } else { "a" })
    }

    /// Reads a value, or explains why it is invalid and what would be valid.
    ///
    /// # Errors
    /// When the value is not of this kind.
    pub(super) fn read(&self, given: &GivenValue) -> Result<OptionValue, (String, String)> {
        let one = || match given {
            GivenValue::One(text) => Ok(&**text),
            _ => Err(("one value is wanted".to_owned(), self.remedy())),
        };
        let wrong = |text: &str| Err((format!("“{text}” is not {}", self.described()), self.remedy()));
        match self {
            OptionType::Colour => match given {
                GivenValue::One(text) if is_colour(text) => Ok(OptionValue::Colour(Some(text.clone()), None)),
                GivenValue::One(text) => wrong(text),
                GivenValue::Pairs(pairs) => {
                    let (mut light, mut dark) = (None, None);
                    for (key, colour) in pairs {
                        match &**key {
                            _ if !is_colour(colour) => return wrong(colour),
                            "light" => light = Some(colour.clone()),
                            "dark" => dark = Some(colour.clone()),
                            _ => return Err((format!("a colour has no “{key}”"), self.remedy())),
                        }
                    }
                    Ok(OptionValue::Colour(light, dark))
                }
                GivenValue::Many(_) => Err(("a colour cannot be a list".to_owned(), self.remedy())),
            },
            OptionType::Text => Ok(OptionValue::Text(one()?.into())),
            OptionType::Image => {
                let path = one()?;
                if is_picture(path) { Ok(OptionValue::Image(path.into())) } else { wrong(path) }
            }
            OptionType::Font => {
                let stack = one()?;
                if is_font_stack(stack) { Ok(OptionValue::Text(stack.into())) } else { wrong(stack) }
            }
            OptionType::Choice(choices) => {
                let word = one()?;
                among(word, choices)?;
                Ok(OptionValue::Text(word.into()))
            }
            OptionType::Number(units, least, greatest) => {
                let text = one()?;
                let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(text.len());
                let (digits, unit) = text.split_at(end);
                let known = if units.is_empty() { unit.is_empty() } else { units.iter().any(|known| **known == *unit) };
                let number = digits.parse::<f64>().ok().filter(|number| number.is_finite() && known);
                let Some(number) = number else { return wrong(text) };
                if least.is_some_and(|least| number < least) || greatest.is_some_and(|greatest| number > greatest) {
                    return Err((
                        format!(
                            "“{text}” is too {}",
                            if least.is_some_and(|l| number < l) { "small" } else { "large" }
                        ),
                        self.remedy(),
                    ));
                }
                Ok(OptionValue::Number(number, unit.into()))
            }
            OptionType::Boolean => {
                let written = one()?;
                match written.to_ascii_lowercase().as_str() {
                    "true" | "yes" | "on" => Ok(OptionValue::Boolean(true)),
                    "false" | "no" | "off" => Ok(OptionValue::Boolean(false)),
                    _ => wrong(written),
                }
            }
            OptionType::List(choices) => {
                let words = match given {
                    GivenValue::One(word) => std::slice::from_ref(word),
                    GivenValue::Many(words) => words,
                    GivenValue::Pairs(_) => return Err(("a list cannot have keys".to_owned(), self.remedy())),
                };
                for (index, word) in words.iter().enumerate() {
                    among(word, choices)?;
                    if words[..index].contains(word) {
                        return Err((format!("“{word}” stands twice"), "keep one of the two".to_owned()));
                    }
                }
                Ok(OptionValue::List(words.to_vec()))
            }
        }
    }

    /// Description of valid values.
    fn remedy(&self) -> String {
        match self {
            OptionType::Colour => "write it as in `\"#00543c\"`, `teal` or `oklch(45% 0.1 160)`, or as `{light: …, dark: …}`".to_owned(),
            OptionType::Text => "write one text".to_owned(),
            OptionType::Image => "write the path of an SVG, PNG, JPEG, WebP, AVIF or GIF file in the theme's static/ or in the content, as in `img/crest.svg`".to_owned(),
            OptionType::Font => "write names of faces with commas between them, as in `Charter, \"Noto Serif\", serif`".to_owned(),
            OptionType::Number(units, least, greatest) => {
                let unit = units.first().map_or("", |unit| unit);
                let mut text = match units.len() {
                    0 => "write a number".to_owned(),
                    _ => format!("write a number with a unit ({})", units.join(", ")),
                };
                match (least, greatest) {
                    (Some(least), Some(greatest)) => { let _ = write!(text, ", from {least}{unit} to {greatest}{unit}"); }
                    (Some(least), None) => { let _ = write!(text, ", at least {least}{unit}"); }
                    (None, Some(greatest)) => { let _ = write!(text, ", at most {greatest}{unit}"); }
                    (None, None) => {}
                }
                text
            }
            OptionType::Boolean => "write `true` or `false`".to_owned(),
            OptionType::Choice(choices) | OptionType::List(choices) => format!("known here: {}", choices.join(", ")),
        }
    }
}

impl std::fmt::Display for OptionValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OptionValue::Colour(Some(light), Some(dark)) => write!(f, "{light}, dark {dark}"),
            OptionValue::Colour(Some(one), None) => f.write_str(one),
            OptionValue::Colour(None, Some(dark)) => write!(f, "dark {dark}"),
            OptionValue::Colour(None, None) => Ok(()),
            OptionValue::Text(text) | OptionValue::Image(text) => f.write_str(text),
            OptionValue::Number(number, unit) => write!(f, "{number}{unit}"),
            OptionValue::Boolean(boolean) => write!(f, "{boolean}"),
            OptionValue::List(words) => f.write_str(&words.join(", ")),
        }
    }
}

/// The options of a theme with the values that the site sets.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Every option with its value, ordered by name.
    pub(super) all: Vec<(Declared, Option<OptionValue>)>,
    /// For each option, true if the site sets it.
    given: Vec<bool>,
}

/// Sets the values that the site gives to the theme's options. Invalid values are reported and keep their defaults.
pub(super) fn choose(
    declared: Vec<Declared>,
    given: &[GivenOption],
    theme: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Chosen {
    let mut chosen = Chosen { given: vec![false; declared.len()], all: Vec::new() };
    chosen.all = declared
        .into_iter()
        .map(|own| {
            let value = own.default.clone();
            (own, value)
        })
        .collect();
    for option in given {
        let Some(index) = chosen.all.iter().position(|(own, _)| own.name == option.name) else {
            let names = || chosen.all.iter().map(|(own, _)| &*own.name);
            let message = format!("the theme “{theme}” has no option “{}”", option.name);
            let hint = match did_you_mean(&option.name, names()) {
                Some(near) => format!("did you mean “{near}”?"),
                None if chosen.all.is_empty() => "it has none; declare one in its theme.yml".to_owned(),
                None => format!("it has {}", names().collect::<Vec<_>>().join(", ")),
            };
            diagnostics.push(Diagnostic::at(Problem::UnknownOption, option.at.clone(), message).hint(hint));
            continue;
        };
        match chosen.all[index].0.kind.read(&option.value) {
            Ok(value) => {
                chosen.all[index].1 = Some(value);
                chosen.given[index] = true;
            }
            Err((why, remedy)) => {
                let message = format!("the option “{}” cannot have this value: {why}", option.name);
                diagnostics.push(Diagnostic::at(Problem::WrongOption, option.at.clone(), message).hint(remedy));
            }
        }
    }
    chosen
}

impl Chosen {
    /// The style sheet with the values that the site sets; `None` if there are none.
    ///
    /// Colours are for screens: on paper a theme knows better. A colour for one side leaves the other to the theme.
    pub(super) fn styles(&self) -> Option<String> {
        let (mut always, mut light, mut dark) = (String::new(), String::new(), String::new());
        let given = self.all.iter().zip(&self.given).filter(|(_, given)| **given);
        for ((own, setting), _) in given {
            for property in &own.properties {
                let set = |sheet: &mut String, value: &dyn std::fmt::Display| {
                    let _ = write!(sheet, " {property}: {value};");
                };
                match setting {
                    Some(OptionValue::Colour(on_light, on_dark)) => {
                        on_light.iter().for_each(|colour| set(&mut light, colour));
                        on_dark.iter().for_each(|colour| set(&mut dark, colour));
                    }
                    Some(value @ (OptionValue::Text(_) | OptionValue::Number(..))) => set(&mut always, value),
                    _ => {}
                }
            }
        }
        let mut sheet = String::new();
        if !always.is_empty() {
            let _ = writeln!(sheet, ":root {{{always} }}");
        }
        for (side, set) in [("light", light), ("dark", dark)] {
            if !set.is_empty() {
                let _ = writeln!(sheet, "@media screen and (prefers-color-scheme: {side}) {{ :root {{{set} }} }}");
            }
        }
        (!sheet.is_empty()).then_some(sheet)
    }
}

fn among(word: &str, choices: &[Box<str>]) -> Result<(), (String, String)> {
    let words = || choices.iter().map(|choice| &**choice);
    if words().any(|choice| choice == word) {
        return Ok(());
    }
    let hint = match did_you_mean(word, words()) {
        Some(near) => format!("did you mean “{near}”?"),
        None => format!("known here: {}", choices.join(", ")),
    };
    Err((format!("“{word}” is not known"), hint))
}

/// A hexadecimal, a named or a computed colour, and nothing that could end a declaration.
fn is_colour(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix('#') {
        return matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    if let Some((function, rest)) = text.split_once('(') {
        let functions = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
        let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '%' | '/' | '-' | '+');
        let values = rest.strip_suffix(')');
        return functions.contains(&function) && values.is_some_and(|v| !v.trim().is_empty() && v.chars().all(inside));
    }
    NAMED.split_whitespace().any(|name| name.eq_ignore_ascii_case(text))
}

/// Families with commas between them, each a quoted name or plain words.
fn is_font_stack(text: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let family = |family: &str| {
        let family = family.trim();
        let quoted = ['"', '\''].iter().find_map(|quote| family.strip_prefix(*quote)?.strip_suffix(*quote));
        let name = quoted.unwrap_or(family);
        let begins = name
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || (quoted.is_some() && c.is_alphanumeric()) || c == '-');
        begins && name.chars().all(word)
    };
    text.split(',').all(family)
}

/// A path within a folder, of a picture that browsers show.
fn is_picture(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let known =
        ["svg", "png", "jpg", "jpeg", "webp", "avif", "gif"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    known && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// The colours that CSS knows by name.
const NAMED: &str = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood \
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey \
darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey \
darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite \
gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon \
lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue \
lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid \
mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin \
navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip \
peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna \
silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke \
yellow yellowgreen";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_and_no_face_can_end_its_declaration() {
        for good in
            ["#abc", "#00543c", "#00543c80", "Teal", "rgb(1 2 3 / 50%)", "oklch(45% 0.1 160)", "hsl(120deg, 50%, 50%)"]
        {
            assert!(is_colour(good), "{good}");
        }
        for bad in [
            "",
            "#12",
            "#ggg",
            "teal;",
            "rgb(1;2)",
            "rgb(var(--x))",
            "url(a)",
            "rgb(1 2 3)}",
            "red /*",
            "#abc\n",
            "expression(1)",
            "rgb()",
        ] {
            assert!(!is_colour(bad), "{bad}");
        }
        for good in
            ["serif", "Charter, \"Noto Serif\", serif", "'思源宋體', system-ui", "-apple-system", "\"3270 Nerd\""]
        {
            assert!(is_font_stack(good), "{good}");
        }
        for bad in ["", ",", "a,,b", "\"a", "a\"", "a; b", "a}", "url(x)", "\"a\\\"", "a\nb", "'a', \"b'"] {
            assert!(!is_font_stack(bad), "{bad}");
        }
    }
}

//! Checks rules for hosts: whatever addresses a site has had, every rule matches its own address and no other, and
//! leads to its target, according to a model of how each host reads its rules.

use std::collections::{BTreeMap, BTreeSet};

use minutebook::config::{HostName, HostPlan, SiteHost};
use minutebook::hosting::{PlannedRedirects, Rules, apache, caddy, nginx};
use minutebook::site::{Address, Base, OutputPath};
use serde_json::Value;

/// From old address to new link.
type Table = BTreeMap<String, String>;

/// Rows as in `.redirects`: an old address and a new one, divided by a tab. An address alone was taken back.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (mut moved, mut gone) = (Table::new(), Vec::new());
    for line in text.lines() {
        let (from, to) = line.split_once('\t').unwrap_or((line, ""));
        let from = Address::new(from);
        // Planning lets nothing else pass, and nothing twice.
        if OutputPath::of(&from).is_none() || moved.contains_key(from.path()) || gone.contains(&from) {
            continue;
        }
        match to {
            "" => gone.push(from),
            to => _ = moved.insert(from.path().to_owned(), Address::new(to).to_string()),
        }
    }
    let rules = Rules {
        root: "/srv/records".to_owned(),
        host: "records.example".to_owned(),
        listen: None,
        path: String::new(),
        link: String::new(),
        headers: Vec::new(),
        pages: "default-src 'none'",
        files: "sandbox",
        redirects: moved.iter().map(|(from, to)| (from.clone(), to.as_str().into())).collect(),
        gone: gone.iter().map(|address| address.path().to_owned()).collect(),
        types: BTreeMap::default(),
        packed: false,
    };
    let folders: Vec<&str> = gone.iter().map(Address::path).filter(|path| path.ends_with('/')).collect();
    as_nginx(&nginx(&rules), &moved, &folders);
    as_caddy(&caddy(&rules), &moved, &gone);
    as_apache(&apache(&rules), &moved, &folders);
    let list: Vec<(Address, Box<str>)> =
        moved.iter().map(|(from, to)| (Address::new(from), to.as_str().into())).collect();
    let base = Base::new("https://records.example");
    let stands = |address: &Address| address.path().ends_with('/');
    let planned = PlannedRedirects { base: &base, list: &list, gone: &gone, stands: &stands };
    let all = planned.rows(None).text;
    as_table(&all, &moved, &gone);
    let known: BTreeSet<&str> = all.lines().collect();
    for name in HostName::ALL {
        let rows = planned.rows(Some(SiteHost { name, plan: HostPlan::Free }));
        for row in rows.text.lines() {
            let plain = row.strip_suffix("301!").map_or(row.to_owned(), |row| format!("{row}301"));
            assert!(known.contains(&*plain), "{name:?}: {row}");
        }
        if let Some(settings) = planned.settings(&rules, SiteHost { name, plan: HostPlan::Free }) {
            as_settings(name, &settings.text, &moved);
        }
    }
}

/// Settings of hosts: JSON, whose rules for old addresses are written as requests are (Azure), or as regular expressions
/// whose signs stand plain and encoded beside each other.
fn as_settings(name: HostName, text: &str, moved: &Table) {
    let settings: Value = serde_json::from_str(text).expect("JSON");
    let (rules, from, status) = match name {
        HostName::Firebase => (&settings["hosting"]["redirects"], "regex", "type"),
        HostName::AzureStaticWebApps => (&settings["routes"], "route", "statusCode"),
        _ => (&settings["routes"], "src", "status"),
    };
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    for rule in rules.as_array().expect("rules").iter().filter(|rule| rule[status] == 301) {
        let pattern = text(&rule[from]);
        let asked = match name {
            HostName::AzureStaticWebApps => {
                assert!(!pattern.contains('*'), "Azure: {pattern}");
                String::from_utf8(decoded(&pattern)).expect("UTF-8")
            }
            _ => first_of_each(
                pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).expect("a whole address"),
            ),
        };
        match name {
            // It is encoded there.
            HostName::Firebase => {
                let to = text(&rule["destination"]);
                assert!(!to.contains([':', '*', '%', '?', '#']), "Firebase: {to}");
                assert_eq!(to.as_bytes(), decoded(&moved[&asked]), "Firebase: {asked:?}");
            }
            HostName::AzureStaticWebApps => assert_leads("Azure", &asked, &text(&rule["redirect"]), moved),
            _ => assert_leads("Vercel", &asked, &text(&rule["headers"]["Location"]), moved),
        }
    }
}

/// A regular expression of `(?:plain|encoded)` and plain text, as the address that it means.
fn first_of_each(pattern: &str) -> String {
    let (mut out, mut rest) = (String::new(), pattern);
    while let Some((plain, more)) = rest.split_once("(?:") {
        out += &meant(plain).replace("%25", "%");
        let (choice, after) = more.split_once(')').expect("an end");
        let (plain, encoded) = choice.split_once('|').expect("two forms");
        assert_eq!(meant(plain).as_bytes(), decoded(encoded), "{pattern}");
        out += &meant(plain);
        rest = after;
    }
    out + &meant(rest).replace("%25", "%")
}

/// Two links are one when they name the same bytes.
fn assert_leads(host: &str, from: &str, to: &str, moved: &Table) {
    let target = moved.get(from).unwrap_or_else(|| panic!("{host}: nobody spoke of {from:?}"));
    assert_eq!(decoded(to), decoded(target), "{host}: {from:?}");
    assert!(!to.contains(['$', '{', '}', '*', ':', '"', '\\', ' ']), "{host}: a target that means more: {to:?}");
}

fn decoded(link: &str) -> Vec<u8> {
    let (bytes, mut out, mut at) = (link.as_bytes(), Vec::new(), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|_| byte == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        out.push(code.unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

/// nginx: words end at white space, `;`, `{` and `}`; quotation marks hold them together, and in these a backslash stands
/// before what would end them. A place with `=` matches its name alone; `$` in a value begins a variable.
fn as_nginx(text: &str, moved: &Table, gone: &[&str]) {
    let (mut statements, mut words) = (Vec::new(), Vec::<String>::new());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            c if c.is_ascii_whitespace() => {}
            ';' | '{' | '}' => {
                statements.push(std::mem::take(&mut words));
            }
            '#' => while rest.next_if(|c| *c != '\n').is_some() {},
            '"' => {
                let mut word = String::new();
                loop {
                    match rest.next().expect("a word that ends") {
                        '"' => break,
                        '\\' if rest.peek().is_some_and(|c| "\"'\\".contains(*c)) => word.extend(rest.next()),
                        '\\' if rest.peek().is_some_and(|c| "trn".contains(*c)) => panic!("a control in {word:?}"),
                        c => word.push(c),
                    }
                }
                let ends = rest.peek().is_none_or(|c| c.is_ascii_whitespace() || ";{)".contains(*c));
                assert!(ends, "nginx: something stands behind the quotation marks of {word:?}");
                words.push(word);
            }
            c => {
                let mut word = c.to_string();
                while let Some(c) = rest.next_if(|c| !c.is_ascii_whitespace() && !";{}".contains(*c)) {
                    word.push(c);
                }
                words.push(word);
            }
        }
    }
    let (mut led, mut told) = (0, 0);
    for (at, statement) in statements.iter().enumerate() {
        let statement: Vec<&str> = statement.iter().map(String::as_str).collect();
        assert!(statement.iter().all(|word| word.len() < 4096), "nginx reads no longer words");
        let ["location", kind, name] = statement[..] else { continue };
        let next: Vec<&str> = statements[at + 1].iter().map(String::as_str).collect();
        match (kind, &next[..]) {
            ("=", ["return", "301", to]) => {
                assert_leads("nginx", name, to, moved);
                led += 1;
            }
            ("=", ["error_page", "410", "${uri}index.html"]) => {
                assert!(gone.contains(&name), "nginx: {name:?} was not taken back");
                told += 1;
            }
            ("^~", _) => assert_eq!(name, "/.minutebook/"),
            ("~", ["gzip", "off"]) => assert!(name.starts_with("^/(search/.*\\.(?:bin)|data/"), "{name}"),
            ("~", _) => assert!(name.starts_with("^/((?:.*/)?"), "{name}"),
            other => panic!("nginx: {other:?}"),
        }
    }
    let is_short = |from: &str, to: &str| from.len() * 2 < 3900 && to.len() * 3 < 3900;
    assert!(led >= moved.iter().filter(|(from, to)| is_short(from, to)).count() && led <= moved.len());
    assert!(told >= gone.iter().filter(|path| is_short(path, "")).count() && told <= gone.len());
}

/// Caddy: quotation marks hold a word together, and a backslash in them means itself but before one. `{$NAME}` is replaced
/// before anything is read, and `{name}` when a request is answered. An input of `map` behind `~` is a regular expression.
fn as_caddy(text: &str, moved: &Table, gone: &[Address]) {
    assert!(!text.contains("{$"), "Caddy: a variable of the environment");
    let (mut led, mut told, mut within) = (0, 0, "");
    for line in text.lines() {
        match line.trim_start() {
            "map {path} {moved} {" => within = "moved",
            "map {path} {gone} {" => within = "gone",
            "}" | "default \"\"" if !within.is_empty() => within = if line.contains('}') { "" } else { within },
            row if !within.is_empty() => {
                let (from, rest) = caddy_word(row);
                let (to, rest) = caddy_word(rest.trim_start());
                assert!(rest.trim().is_empty(), "Caddy: more than two words in {row:?}");
                let from = match from.strip_prefix("~^") {
                    Some(pattern) => meant(pattern.strip_suffix('$').expect("an end")),
                    None => from,
                };
                assert!(from.starts_with('/'), "Caddy: {row:?}");
                if within == "moved" {
                    assert_leads("Caddy", &from, &to, moved);
                    led += 1;
                } else {
                    assert!(gone.contains(&Address::new(&from)), "Caddy: {from:?} was not taken back");
                    told += 1;
                }
            }
            _ => {}
        }
    }
    assert_eq!((led, told), (moved.len(), gone.len()));
}

fn caddy_word(text: &str) -> (String, &str) {
    let inner = text.strip_prefix('"').unwrap_or_else(|| panic!("Caddy: a word without quotation marks: {text:?}"));
    let (mut word, mut is_escaped) = (String::new(), false);
    for (at, c) in inner.char_indices() {
        match c {
            '"' if !is_escaped => {
                assert!(!word.contains(['{', '}']), "Caddy: something to be replaced in {word:?}");
                return (word, &inner[at + 1..]);
            }
            '\\' if !is_escaped => {
                is_escaped = true;
                continue;
            }
            '"' => word.push('"'),
            c if is_escaped => word.extend(['\\', c]),
            c => word.push(c),
        }
        is_escaped = false;
    }
    panic!("Caddy: a word without an end: {text:?}");
}

/// Apache: quotation marks hold a word together, and a backslash in them stands before a backslash or one of them.
/// `${NAME}` is replaced before anything is read. Patterns are Perl's; in a target `$` and `%` begin what is put in.
fn as_apache(text: &str, moved: &Table, gone: &[&str]) {
    assert!(!text.contains("${"), "Apache: a variable of the environment");
    let (mut led, mut told) = (0, 0);
    for line in text.lines().map(str::trim) {
        assert!(!line.ends_with('\\'), "Apache: a line that goes on in the next: {line:?}");
        if line.starts_with("RewriteRule \"^/(?:search/") && line.ends_with(")$\" - [E=no-gzip:1,E=no-brotli:1]") {
            continue;
        }
        if let Some(rest) = line.strip_prefix("RewriteRule \"^") {
            let (from, rest) = rest.split_once("$\" \"").expect("a target");
            let (to, flags) = rest.split_once('"').expect("an end");
            assert_eq!(flags, " [R=301,NE,L]");
            let to: String = to.split("\\%").collect::<Vec<_>>().join("%");
            assert_leads("Apache", &meant(from), &to, moved);
            led += 1;
        } else if let Some(rest) = line.strip_prefix("RedirectMatch 410 \"^") {
            let from = meant(rest.strip_suffix("$\"").expect("an end"));
            assert!(gone.contains(&&*from), "Apache: {from:?} was not taken back");
            told += 1;
        } else if let Some(page) = line.strip_prefix("ErrorDocument 410 ") {
            assert!(!page.contains([' ', '"', '$', '\\']) && !page.contains("%{"), "Apache: {page:?}");
        }
    }
    assert_eq!((led, told), (moved.len(), gone.len()));
}

/// The one text that a regular expression matches: it holds nothing but signs that mean themselves, and numbers of signs.
fn meant(pattern: &str) -> String {
    let (mut out, mut rest) = (String::new(), pattern);
    while let Some(c) = rest.chars().next() {
        if let Some(code) = rest.strip_prefix("\\x") {
            let number = code.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()).expect("a number of a sign");
            out.push(char::from(number));
            rest = &code[2..];
        } else {
            assert!(!"\\^$.|?*+()[]{}\"".contains(c), "{c:?} means more than itself in {pattern:?}");
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// `_redirects`: three fields divided by blanks; `*` and `:` begin a pattern anywhere, `#` a comment.
fn as_table(text: &str, moved: &Table, gone: &[Address]) {
    let mut rows = 0;
    for line in text.lines() {
        let fields: Vec<&str> = line.split([' ', '\t']).collect();
        let [from, to, status] = fields[..] else { panic!("_redirects: {line:?}") };
        assert!(from.starts_with('/') && !from.contains(['*', ':', '#', '?']), "_redirects: a pattern: {line:?}");
        let own = String::from_utf8(decoded(from)).expect("UTF-8");
        match status {
            "301" => {
                let target = moved.get(&own).unwrap_or_else(|| panic!("_redirects: nobody spoke of {own:?}"));
                assert_eq!(decoded(to), decoded(target), "_redirects: {line:?}");
                assert!(!to.contains(['*', ':']), "_redirects: a target that means more: {line:?}");
            }
            "410!" => assert!(gone.contains(&Address::new(&own)) && from == to, "_redirects: {line:?}"),
            _ => panic!("_redirects: {line:?}"),
        }
        rows += 1;
    }
    let all = moved.keys().map(String::as_str).chain(gone.iter().map(Address::path));
    assert_eq!(rows, all.filter(|path| !path.contains(['*', ':', '?', '#'])).count(), "no row is lost");
}

//! Modules as classic scripts, which browsers run on pages from the disk.
//!
//! Imports and exports are read as they stand at the beginning of a line. A module with anything else of the kind (another form,
//! `import.meta`, `await` outside of a function, a circle of imports) stays a module, and so does what imports it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::site::well_known::ASSETS;

/// Beginning of an import that is made while a script runs.
const DYNAMIC: &str = "import(\"./";

/// Scripts of a theme.
pub(super) struct ClassicScripts {
    /// Scripts that have become classic ones, by path.
    classic: BTreeMap<String, ClassicScript>,
    /// Paths of those that have not.
    left: Vec<String>,
}

/// A module as a classic script.
struct ClassicScript {
    text: String,
    /// Paths of the scripts that must run before, in their order.
    before: Vec<String>,
}

/// A module whose imports and exports have been read.
#[derive(Default)]
struct Module {
    /// Paths of what it imports before it runs.
    imports: Vec<String>,
    /// The code without imports and exports, but with constants for what is imported.
    body: String,
    /// Names of exports outside and inside of the module.
    exports: Vec<(String, String)>,
}

impl ClassicScripts {
    /// Makes classic scripts of some scripts, by their paths.
    pub(super) fn of(scripts: &BTreeMap<String, String>) -> Self {
        let read: BTreeMap<&str, Option<Module>> =
            scripts.iter().map(|(path, text)| (path.as_str(), module(path, text, scripts))).collect();
        let mut all = ClassicScripts { classic: BTreeMap::new(), left: Vec::new() };
        for (path, text) in scripts {
            let classic = read[path.as_str()].as_ref().and_then(|module| {
                let before = order(path, &read)?;
                let body = with_dynamic_imports(&module.body, path, &read)?;
                // What neither imports nor exports may be used as either kind. A block keeps its names from other scripts.
                let text = if is_module(text) { wrapped(path, module, &body) } else { format!("{{\n{body}\n}}\n") };
                Some(ClassicScript { text, before })
            });
            match classic {
                Some(classic) => drop(all.classic.insert(path.clone(), classic)),
                None => all.left.push(path.clone()),
            }
        }
        all
    }

    /// Text of the classic script that was made of a module.
    pub(super) fn classic(&self, path: &str) -> Option<&str> {
        self.classic.get(path).map(|script| &*script.text)
    }

    /// Paths of the scripts that must run before one, in their order; `None` if it stays a module.
    pub(super) fn before(&self, path: &str) -> Option<&[String]> {
        self.classic.get(path).map(|script| script.before.as_slice())
    }

    /// Paths of the modules that stay modules.
    pub(super) fn left(&self) -> impl Iterator<Item = &str> {
        self.left.iter().map(String::as_str)
    }
}

fn is_module(text: &str) -> bool {
    text.contains(DYNAMIC) || text.lines().any(|line| is_statement(line, "import") || is_statement(line, "export"))
}

/// Reports whether a line begins with a keyword.
fn is_statement(line: &str, keyword: &str) -> bool {
    line.strip_prefix(keyword).is_some_and(|rest| rest.starts_with([' ', '"', '{', '*']))
}

/// Paths of everything that a module imports, what is imported first before; `None` for a circle or a module that stays one.
fn order(path: &str, read: &BTreeMap<&str, Option<Module>>) -> Option<Vec<String>> {
    fn visit<'m>(
        path: &'m str,
        read: &'m BTreeMap<&str, Option<Module>>,
        above: &mut BTreeSet<&'m str>,
        done: &mut Vec<String>,
    ) -> Option<()> {
        if !above.insert(path) {
            return None;
        }
        for imported in &read.get(path)?.as_ref()?.imports {
            if !done.contains(imported) {
                visit(imported, read, above, done)?;
                done.push(imported.clone());
            }
        }
        above.remove(path);
        Some(())
    }
    let mut done = Vec::new();
    visit(path, read, &mut BTreeSet::new(), &mut done)?;
    Some(done)
}

/// Reads a module; `None` for what is not understood.
fn module(path: &str, text: &str, scripts: &BTreeMap<String, String>) -> Option<Module> {
    let awaits = |line: &str| line.starts_with("await ") || line.starts_with("for await");
    let declares = |line: &str| ["const ", "let ", "var "].iter().any(|word| line.starts_with(word));
    let is_late = |line: &str| awaits(line) || (declares(line) && line.contains("= await "));
    if text.contains("import.meta") || text.lines().any(is_late) {
        return None;
    }
    let mut module = Module::default();
    let mut rest = text;
    while !rest.is_empty() {
        let line = &rest[..rest.find('\n').map_or(rest.len(), |at| at + 1)];
        let length = if is_statement(line, "import") {
            import(path, rest, scripts, &mut module)?
        } else if is_statement(line, "export") {
            export(rest, &mut module)?
        } else {
            module.body.push_str(line);
            line.len()
        };
        rest = &rest[length..];
    }
    Some(module)
}

/// Reads an import at the beginning of a text. Gives its length.
fn import(path: &str, text: &str, scripts: &BTreeMap<String, String>, module: &mut Module) -> Option<usize> {
    let begin = text.find('"')?;
    let end = begin + 1 + text[begin + 1..].find('"')?;
    let imported = beside(path, text[begin + 1..end].strip_prefix("./")?);
    if !scripts.contains_key(&imported) {
        return None;
    }
    let names = text["import".len()..begin].trim();
    let exports = format!("minutebook.modules[\"{}\"]", name(&imported));
    let names = match names.strip_suffix("from").map(str::trim) {
        None if names.is_empty() => String::new(),
        None => return None,
        Some(names) if names.starts_with('{') && names.ends_with('}') => {
            format!("const {} = {exports};", names.replace(" as ", ": "))
        }
        Some(names) => match names.strip_prefix("* as ") {
            Some(whole) => format!("const {whole} = {exports};"),
            None if is_name(names) => format!("const {{ default: {names} }} = {exports};"),
            None => return None,
        },
    };
    module.body.push_str(&names);
    module.imports.push(imported);
    let after = text[end + 1..].strip_prefix(';').map_or(end + 1, |_| end + 2);
    Some(after)
}

/// Reads an export at the beginning of a text; a declaration stays. Gives the length of what is done with.
fn export(text: &str, module: &mut Module) -> Option<usize> {
    let word = "export ".len();
    let declared = text.get(word..)?;
    if declared.starts_with('{') {
        let end = declared.find('}')?;
        let after = declared[end + 1..].trim_start_matches(' ');
        if after.starts_with("from") {
            return None;
        }
        for names in declared[1..end].split(',').map(str::trim).filter(|names| !names.is_empty()) {
            let (inside, outside) = names.split_once(" as ").unwrap_or((names, names));
            module.exports.push((outside.trim().to_owned(), inside.trim().to_owned()));
        }
        return Some(word + end + 1 + usize::from(declared[end + 1..].starts_with(';')));
    }
    if let Some(value) = declared.strip_prefix("default ") {
        module.exports.push(("default".to_owned(), "$default".to_owned()));
        module.body.push_str("const $default = ");
        return Some(text.len() - value.len());
    }
    let kinds = ["async function* ", "async function ", "function* ", "function ", "class ", "const ", "let ", "var "];
    let rest = kinds.iter().find_map(|kind| declared.strip_prefix(kind))?;
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$')).collect();
    if !is_name(&name) {
        return None;
    }
    module.exports.push((name.clone(), name));
    Some(word)
}

/// Code in which imports that are made while it runs are asked of the loader, with all that must run before.
fn with_dynamic_imports(body: &str, path: &str, read: &BTreeMap<&str, Option<Module>>) -> Option<String> {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(DYNAMIC) {
        let begin = at + DYNAMIC.len();
        let length = rest[begin..].find("\")")?;
        out.push_str(&rest[..at]);
        let imported = beside(path, &rest[begin..begin + length]);
        // A type in a comment may name what imports this one.
        let names = order(&imported, read)?;
        let names: Vec<String> = names.iter().chain([&imported]).map(|path| format!("\"{}\"", name(path))).collect();
        let _ = write!(out, "minutebook.import([{}])", names.join(", "));
        rest = &rest[begin + length + 2..];
    }
    out.push_str(rest);
    Some(out)
}

/// A function in strict mode, as modules run, that leaves its exports with the loader.
fn wrapped(path: &str, module: &Module, body: &str) -> String {
    let exports: Vec<String> =
        module.exports.iter().map(|(outside, inside)| format!("  get {outside}() {{ return {inside}; }},\n")).collect();
    format!(
        "(() => {{\n\"use strict\";\n{body}\nminutebook.modules[\"{}\"] = {{\n{}}};\n}})();\n",
        name(path),
        exports.concat()
    )
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
}

/// Path of a file beside another.
fn beside(path: &str, file: &str) -> String {
    format!("{}{file}", path.rfind('/').map_or("", |end| &path[..=end]))
}

/// Path of a script below the files of the theme.
fn name(path: &str) -> &str {
    path.strip_prefix(ASSETS.trim_start_matches('/')).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(files: &[(&str, &str)]) -> ClassicScripts {
        let path = |name: &str| format!("assets/{name}");
        ClassicScripts::of(&files.iter().map(|(name, text)| (path(name), (*text).to_owned())).collect())
    }

    #[test]
    fn modules_become_functions_that_run_in_the_order_of_their_imports() {
        let all = scripts(&[
            (
                "a.js",
                "// A.\nimport { b, c as d } from \"./b.js\";\nimport \"./c.js\";\n\nconst later = () => import(\"./e.js\");\n",
            ),
            ("b.js", "import * as c from \"./c.js\";\nexport const b = 1;\nexport async function f() {}\n"),
            ("c.js", "const x = 1;\nexport { x, x as y };\nexport default x;\n"),
            ("e.js", "import x from \"./c.js\";\nexport class E {}\n"),
            ("plain.js", "{ const here = 1; }\n"),
        ]);
        assert_eq!(all.left().count(), 0);
        let a = all.classic("assets/a.js").expect("a script");
        assert!(a.contains("const { b, c: d } = minutebook.modules[\"b.js\"];"), "{a}");
        assert!(a.contains("() => minutebook.import([\"c.js\", \"e.js\"])"), "{a}");
        assert!(!a.contains("import \"") && a.contains("// A.\n"), "{a}");
        assert_eq!(all.before("assets/a.js"), Some(&["assets/c.js".to_owned(), "assets/b.js".to_owned()][..]));
        let b = all.classic("assets/b.js").expect("a script");
        assert!(b.contains("const c = minutebook.modules[\"c.js\"];") && b.contains("\nconst b = 1;"), "{b}");
        assert!(b.contains("get b() { return b; }") && b.contains("get f() { return f; }"), "{b}");
        let c = all.classic("assets/c.js").expect("a script");
        assert!(c.contains("get y() { return x; }") && c.contains("get default() { return $default; }"), "{c}");
        assert!(all.classic("assets/e.js").is_some_and(|e| e.contains("const { default: x } =")));
        assert_eq!(all.classic("assets/plain.js"), Some("{\n{ const here = 1; }\n\n}\n"));
    }

    #[test]
    fn what_is_not_understood_stays_a_module_with_all_that_imports_it() {
        for odd in [
            "export * from \"./plain.js\";\n",
            "export { a } from \"./plain.js\";\n",
            "export const { a } = {};\n",
            "import a from \"https://a.example/a.js\";\n",
            "import a, { b } from \"./plain.js\";\n",
            "const here = import.meta.url;\n",
            "const a = await fetch(\"/\");\n",
            "import \"./user.js\";\n",
        ] {
            let all = scripts(&[("odd.js", odd), ("plain.js", ""), ("user.js", "import \"./odd.js\";\n")]);
            assert_eq!(all.left().collect::<Vec<_>>(), ["assets/odd.js", "assets/user.js"], "{odd}");
            assert_eq!(all.before("assets/user.js"), None);
        }
    }
}

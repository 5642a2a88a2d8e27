//! A lesson: what a page of the docs tells its reader to type, write and expect, in order.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

/// One thing that the reader does, or sees.
#[derive(Debug)]
pub(super) enum Step {
    /// Commands typed at the terminal.
    Run(String),
    /// Lines that the commands before print, with “…” for what differs.
    Printed(String),
    /// A whole file.
    Write(PathBuf, String),
    /// Lines at the end of a file.
    Add(PathBuf, String),
    /// A line instead of the one that begins with the same word.
    Change(PathBuf, String),
}

/// Steps below a heading of the second or third level.
#[derive(Debug, Default)]
pub(super) struct Lesson {
    pub(super) title: String,
    pub(super) is_alternative: bool,
    pub(super) steps: Vec<Step>,
}

/// Lessons of a page. Below a heading of the third level stands one of several ways to go on.
pub(super) fn lessons(page: &str) -> Vec<Lesson> {
    let mut all = vec![Lesson::default()];
    let (mut heading, mut fence, mut told) = (false, None, Told::default());
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                heading = true;
                all.push(Lesson { is_alternative: level >= HeadingLevel::H3, ..Lesson::default() });
            }
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                fence = Some((language.to_string(), String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, text) = fence.take().expect("a fence that was opened");
                let step = told.step(&language, text);
                all.last_mut().expect("a lesson").steps.push(step);
                told = Told::default();
            }
            Event::Start(Tag::Paragraph) => told = Told::default(),
            Event::Text(text) => match &mut fence {
                Some((_, lines)) => lines.push_str(&text),
                None if heading => all.last_mut().expect("a lesson").title.push_str(&text),
                None => told.text(&text),
            },
            Event::Code(name) => told.name(&name),
            _ => {}
        }
    }
    all
}

/// The end of the paragraph before a block: “Add to `content/site.yml`:”.
#[derive(Default)]
struct Told {
    before: String,
    file: String,
    after: String,
}

impl Told {
    fn text(&mut self, text: &str) {
        self.after.push_str(text);
    }

    fn name(&mut self, name: &str) {
        self.before = std::mem::take(&mut self.after);
        name.clone_into(&mut self.file);
    }

    fn step(&self, language: &str, text: String) -> Step {
        let file = PathBuf::from(&self.file);
        let says = |verb: &str| self.after == ":" && self.before.trim_end().ends_with(verb);
        match language {
            "sh" => Step::Run(text),
            "text" => Step::Printed(text),
            _ if says("Write") => Step::Write(file, text),
            _ if says("Add to") => Step::Add(file, text),
            _ if says("Change in") => Step::Change(file, text),
            _ => panic!("a reader is not told what to do with this block:\n{text}"),
        }
    }
}

/// A reader at a terminal, who does what a lesson says.
pub(super) struct Reader {
    /// Folder in which the reader is.
    pub(super) at: PathBuf,
    home: PathBuf,
    printed: String,
}

impl Reader {
    /// A reader in a folder, with a home of their own.
    pub(super) fn new(at: &Path, home: &Path) -> Reader {
        Reader { at: at.to_owned(), home: home.to_owned(), printed: String::new() }
    }

    /// A shell as the reader has it: the program is found, and git knows who they are.
    pub(super) fn shell(&self, script: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_minutebook")).parent().expect("a folder");
        let paths = format!("{}:{}", program.display(), std::env::var("PATH").expect("a path"));
        let mut command = Command::new("bash");
        command
            .args(["-e", "-c", script])
            .current_dir(&self.at)
            .env("PATH", paths)
            .env("HOME", &self.home)
            .env("USER", "clerk")
            .env("GIT_CONFIG_GLOBAL", self.home.join("gitconfig"))
            .env("GIT_TERMINAL_PROMPT", "0");
        command
    }

    /// Runs a script; its output must say that it went well.
    pub(super) fn run(&mut self, script: &str) -> &str {
        let end = self.home.join("folder");
        let ran: Output =
            self.shell(&format!("exec 2>&1\n{script}\npwd > '{}'", end.display())).output().expect("bash runs");
        self.printed = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(ran.status.success(), "{script}\n{}", self.printed);
        self.at = std::fs::read_to_string(end).expect("a folder").trim_end().into();
        &self.printed
    }

    /// Does one step, and compares what is printed with what the page shows.
    pub(super) fn follow(&mut self, step: &Step) {
        match step {
            Step::Run(script) if script.trim() == "minutebook serve" => self.look(script),
            Step::Run(script) => {
                self.run(script);
            }
            Step::Printed(shown) => {
                assert!(agrees(shown, &self.printed), "the page shows\n{shown}\nand printed was\n{}", self.printed);
            }
            Step::Write(path, text) => {
                let path = self.at.join(path);
                std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                std::fs::write(path, text).expect("a file");
            }
            Step::Add(path, text) => {
                let path = self.at.join(path);
                let before = std::fs::read_to_string(&path).expect("a file that is there");
                std::fs::write(path, before + text).expect("a file");
            }
            Step::Change(path, line) => {
                let path = self.at.join(path);
                let before = std::fs::read_to_string(&path).expect("a file that is there");
                let word = line.split_inclusive(' ').next().expect("a word");
                assert_eq!(before.lines().filter(|line| line.starts_with(word)).count(), 1, "one line with {word}");
                let lines = before.lines().map(|own| if own.starts_with(word) { line.trim_end() } else { own });
                std::fs::write(path, lines.map(|line| format!("{line}\n")).collect::<String>()).expect("a file");
            }
        }
    }

    /// Starts the preview, waits until it says where it is, and stops it.
    fn look(&self, script: &str) {
        use std::io::{BufRead, BufReader};
        let script = format!("exec {} 2>&1", script.trim());
        let mut preview = self.shell(&script).stdout(std::process::Stdio::piped()).spawn().expect("bash runs");
        let lines = BufReader::new(preview.stdout.take().expect("its output")).lines();
        let found = lines.map_while(Result::ok).find(|line| line.contains("http://"));
        preview.kill().expect("it can be stopped");
        preview.wait().expect("it stops");
        assert!(found.as_deref().is_some_and(|line| line.contains("http://localhost:")), "{found:?}");
    }
}

/// Reports whether a text has the parts of a shown one in their order, from its beginning to its end.
fn agrees(shown: &str, printed: &str) -> bool {
    let parts: Vec<&str> = shown.trim().split('…').map(str::trim).collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let mut rest = printed.trim();
    if !rest.starts_with(first) || !rest.ends_with(last) {
        return false;
    }
    parts.iter().all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    }) && (parts.len() > 1 || rest.is_empty())
}

#[test]
fn what_is_printed_is_compared_from_end_to_end() {
    assert!(agrees("a\n", "a") && agrees("a …\nc", "a 1\nb\nc\n") && agrees("… c", "b c"));
    assert!(!agrees("a", "a b") && !agrees("a … c", "a c d") && !agrees("b …", "a b c"));
    assert!(!agrees("a … b … c", "a c b c d"));
}

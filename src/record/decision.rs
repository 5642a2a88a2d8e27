//! A decision of a meeting: what was put, what came of it, and how each member voted.
//!
//! The record's own words are ranges of its text and are shown as written. The facts beside them (outcome, count,
//! ballots) are what the lines say, for lists, searches and programs.

use serde::{Deserialize, Serialize};

use crate::record::{ActionItem, Moment, NameIndex, SpeechId, TextRange};

/// A decision as the record has it: a blockquote that begins with a word such as `**Decision:**`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its anchor: depends on the kind and the letters of its wording, not on result and names.
    pub id: SpeechId,
    /// Kind of decision.
    pub kind: DecisionKind,
    /// The word that introduces it, with its number if it has one, as written: “Resolution 12”.
    pub word: Box<str>,
    /// The Markdown, with its blockquote marks.
    pub text: TextRange,
    /// Its lines in order.
    pub lines: Vec<DecisionLine>,
    /// The result, as far as the lines give one.
    pub result: VoteResult,
    /// Votes by name, in order.
    pub ballots: Vec<Ballot>,
    /// The time behind its word, if the record gives one.
    pub time: Option<Box<Moment>>,
    /// Number, day and progress of an action item; none for any other kind.
    pub action: Option<Box<ActionItem>>,
}

/// Kind of a decision, by the word that introduces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DecisionKind {
    /// Something decided.
    Decision,
    /// A formal resolution.
    Resolution,
    /// A proposal on which the meeting may vote.
    Motion,
    /// A proposal to change another.
    Amendment,
    /// A vote, perhaps on words that stand elsewhere.
    Vote,
    /// A decision of the chair or of a superior: `裁示`.
    Ruling,
    /// A task for somebody.
    Action,
}

impl DecisionKind {
    /// All kinds.
    pub const ALL: [DecisionKind; 7] = [
        DecisionKind::Decision,
        DecisionKind::Resolution,
        DecisionKind::Motion,
        DecisionKind::Amendment,
        DecisionKind::Vote,
        DecisionKind::Ruling,
        DecisionKind::Action,
    ];

    /// Its name in settings, data and the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            DecisionKind::Decision => "decision",
            DecisionKind::Resolution => "resolution",
            DecisionKind::Motion => "motion",
            DecisionKind::Amendment => "amendment",
            DecisionKind::Vote => "vote",
            DecisionKind::Ruling => "ruling",
            DecisionKind::Action => "action",
        }
    }

    /// The kind with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        DecisionKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Lines of a decision of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecisionLine {
    /// The wording: the first line, and every line that is none of the others.
    Wording(TextRange),
    /// The result: `Carried, 2 to 1, 1 abstaining.`
    Result(TextRange),
    /// The day or progress of an action item: `Due: 31 March 2026`.
    Progress(TextRange),
    /// Names: `For: Ann Lee, Ben Okri`.
    Names(NamesLine),
}

impl DecisionLine {
    /// Place of the line in the text of its record.
    pub fn range(&self) -> TextRange {
        match self {
            DecisionLine::Wording(range) | DecisionLine::Result(range) | DecisionLine::Progress(range) => *range,
            DecisionLine::Names(line) => line.text,
        }
    }
}

/// A line that lists names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamesLine {
    /// The role of the people named.
    pub role: NamedRole,
    /// The whole line, or a part of it, with the words before the names.
    pub text: TextRange,
    /// Each name with its place in the text, in order.
    pub names: Vec<(TextRange, NameIndex)>,
}

/// Role of people whom a decision names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NamedRole {
    /// They voted, or did not.
    Voted(Side),
    /// They moved it.
    Mover,
    /// They seconded it.
    Seconder,
    /// They decided a tie.
    CastingVote,
    /// They are to do it.
    Assignee,
}

/// Part that a member took in a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Side {
    /// In favour.
    For,
    /// Against.
    Against,
    /// Present, and neither.
    Abstaining,
    /// Kept away from the vote because of an interest.
    Recused,
    /// Not there.
    Absent,
}

impl Side {
    /// All sides, in the order in which they are shown.
    pub const ALL: [Side; 5] = [Side::For, Side::Against, Side::Abstaining, Side::Recused, Side::Absent];

    /// Its name in data, in classes of the page and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            Side::For => "for",
            Side::Against => "against",
            Side::Abstaining => "abstaining",
            Side::Recused => "recused",
            Side::Absent => "absent",
        }
    }
}

/// A vote by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// The side.
    pub side: Side,
    /// The member.
    pub by: NameIndex,
}

/// Result of a decision, as far as its lines give one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VoteResult {
    /// The outcome.
    pub outcome: Option<DecisionOutcome>,
    /// True if it was carried with changes.
    pub amended: bool,
    /// Agreement without counting votes.
    pub agreement: Option<Agreement>,
    /// The majority that was needed or reached.
    pub majority: Option<Majority>,
    /// True if the votes were equal.
    pub tie: bool,
    /// True if a casting vote decided.
    pub casting_vote: bool,
    /// Number of votes on each side, in the order of [`Side::ALL`].
    pub counts: [Option<u32>; 5],
    /// Body or time to which it was referred or deferred, as written.
    pub until: Option<Box<str>>,
}

impl VoteResult {
    /// The number of votes on a side, if it is given.
    pub fn count(&self, side: Side) -> Option<u32> {
        self.counts[side as usize]
    }

    /// Reports whether nothing is known of the result.
    pub fn is_empty(&self) -> bool {
        *self == VoteResult::default()
    }
}

/// DecisionOutcome of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DecisionOutcome {
    /// Agreed to.
    Carried,
    /// Rejected.
    Lost,
    /// Taken back by those who moved it.
    Withdrawn,
    /// Left for later.
    Deferred,
    /// Sent to another body.
    Referred,
    /// Changed, and not decided yet.
    Amended,
}

impl DecisionOutcome {
    /// Its name in data, in classes of the page and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            DecisionOutcome::Carried => "carried",
            DecisionOutcome::Lost => "lost",
            DecisionOutcome::Withdrawn => "withdrawn",
            DecisionOutcome::Deferred => "deferred",
            DecisionOutcome::Referred => "referred",
            DecisionOutcome::Amended => "amended",
        }
    }
}

/// Agreement without a count of votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Agreement {
    /// All voted for it.
    Unanimous,
    /// Agreement without an objection.
    Consensus,
}

impl Agreement {
    /// Its name in data and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            Agreement::Unanimous => "unanimous",
            Agreement::Consensus => "consensus",
        }
    }
}

/// Kind of majority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Majority {
    /// More votes for than against.
    Simple,
    /// More than half of all members.
    Absolute,
    /// Two thirds.
    TwoThirds,
    /// Three quarters.
    ThreeQuarters,
    /// Another majority that a rule asks for.
    Qualified,
}

impl Majority {
    /// Its name in data and in the strings of themes.
    pub fn name(self) -> &'static str {
        match self {
            Majority::Simple => "simple",
            Majority::Absolute => "absolute",
            Majority::TwoThirds => "two-thirds",
            Majority::ThreeQuarters => "three-quarters",
            Majority::Qualified => "qualified",
        }
    }
}

impl Decision {
    /// Number of votes on a side: as counted, or else as many as are named.
    pub fn votes(&self, side: Side) -> Option<u32> {
        let named = self.ballots.iter().filter(|ballot| ballot.side == side).count() as u32;
        self.result.count(side).or((named > 0).then_some(named))
    }

    /// All names in its lines, in order.
    pub fn names(&self) -> impl Iterator<Item = NameIndex> {
        self.names_lines().flat_map(|line| &line.names).map(|(_, name)| *name)
    }

    /// The names of those who are to do it, with their places in the text, in order.
    pub fn assignees(&self) -> impl Iterator<Item = (TextRange, NameIndex)> {
        self.names_lines().filter(|line| line.role == NamedRole::Assignee).flat_map(|line| line.names.iter().copied())
    }

    /// The parts of its text in the record, from one beginning of a line to another: the wording, the result, each line of names.
    pub fn parts(&self, record: &str) -> impl Iterator<Item = TextRange> {
        let begin = |line: &DecisionLine| {
            let at = line.range().start as usize;
            record[..at].rfind('\n').map_or(0, |end| end as u32 + 1)
        };
        let mut starts = vec![self.text.start];
        starts.extend(self.lines.iter().map(begin).filter(|start| *start > self.text.start));
        // Lists of names may share a line.
        starts.dedup();
        let ends: Vec<u32> = starts.iter().skip(1).copied().chain([self.text.end]).collect();
        starts.into_iter().zip(ends).map(|(start, end)| TextRange { start, end })
    }

    fn names_lines(&self) -> impl Iterator<Item = &NamesLine> {
        self.lines.iter().filter_map(|line| match line {
            DecisionLine::Names(line) => Some(line),
            DecisionLine::Wording(_) | DecisionLine::Result(_) | DecisionLine::Progress(_) => None,
        })
    }

    /// All names in its lines and ballots, to be changed.
    pub(crate) fn names_mut(&mut self) -> impl Iterator<Item = &mut NameIndex> {
        let lines = self.lines.iter_mut().filter_map(|line| match line {
            DecisionLine::Names(names) => Some(names),
            DecisionLine::Wording(_) | DecisionLine::Result(_) | DecisionLine::Progress(_) => None,
        });
        let named = lines.flat_map(|line| line.names.iter_mut().map(|(_, name)| name));
        named.chain(self.ballots.iter_mut().map(|ballot| &mut ballot.by))
    }
}

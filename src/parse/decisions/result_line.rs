//! The grammar of a result line: `Carried as amended, 7 votes to 2, 1 abstaining.`
//!
//! A line is a result only if every word of it is understood. Any other line stays words of the decision.

use super::folded_line::FoldedLine;
use super::result_phrases::{Meaning, phrase};
use super::vote_numbers::number;
use crate::record::{Agreement, DecisionOutcome, Side, VoteResult};

/// Maximum length, in bytes, of a line that may be a result.
const LONGEST_RESULT: usize = 400;

/// The result that a text gives, if it is a result as a whole.
pub(super) fn result_of(text: &str) -> Option<VoteResult> {
    result_of_folded(text, &FoldedLine::new(text))
}

/// The result that a line gives, if it is a result as a whole; `folded` is the line's own folded form.
pub(super) fn result_of_folded(line: &str, folded: &FoldedLine) -> Option<VoteResult> {
    if line.len() > LONGEST_RESULT {
        return None;
    }
    let mut grammar =
        ResultGrammar { written: line, line: folded, result: VoteResult::default(), number: None, side: None };
    grammar.read()?;
    (!grammar.result.is_empty()).then_some(grammar.result)
}

/// Adds a result to what is known; `None` if the two contradict each other.
pub(super) fn joined(one: &VoteResult, other: &VoteResult) -> Option<VoteResult> {
    let mut result = one.clone();
    set(&mut result.outcome, other.outcome)?;
    set(&mut result.agreement, other.agreement)?;
    set(&mut result.majority, other.majority)?;
    set(&mut result.until, other.until.clone())?;
    for (count, more) in result.counts.iter_mut().zip(other.counts) {
        set(count, more)?;
    }
    result.amended |= other.amended;
    result.tie |= other.tie;
    result.casting_vote |= other.casting_vote;
    Some(result)
}

/// Sets a fact, unless another is known.
fn set<T: PartialEq>(known: &mut Option<T>, new: Option<T>) -> Option<()> {
    match (&known, new) {
        (_, None) => {}
        (None, new) => *known = new,
        (Some(known), Some(new)) if *known == new => {}
        _ => return None,
    }
    Some(())
}

struct ResultGrammar<'l> {
    written: &'l str,
    line: &'l FoldedLine,
    result: VoteResult,
    /// A number whose side is not known yet.
    number: Option<u32>,
    /// A side whose number is not known yet.
    side: Option<Side>,
}

impl ResultGrammar<'_> {
    fn read(&mut self) -> Option<()> {
        let mut at = 0;
        while at < self.line.signs.len() {
            if self.line.at(at) == Some(' ') {
                at += 1;
                continue;
            }
            at = self.step(at)?;
        }
        (self.number.is_none() && self.side.is_none()).then_some(())
    }

    /// Reads what stands at a place, and gives the place after it.
    fn step(&mut self, at: usize) -> Option<usize> {
        let found = phrase(self.line, at);
        if let Some((count, end)) = number(self.line, at)
            && found.is_none_or(|(_, longest)| end >= longest)
        {
            match self.side.take() {
                Some(side) => self.count(side, count)?,
                None if self.number.is_none() => self.number = Some(count),
                None => return None,
            }
            return Some(end);
        }
        let (meaning, end) = found?;
        match meaning {
            Meaning::Filler => {}
            Meaning::Side(side) => return self.side(side, end),
            Meaning::Nothing if self.side.is_some() => {
                let side = self.side.take()?;
                self.count(side, 0)?;
            }
            Meaning::Nothing => {
                self.number.is_none().then_some(())?;
                self.number = Some(0);
            }
            Meaning::Between => return self.between(end),
            Meaning::Outcome(DecisionOutcome::Amended) if self.result.outcome.is_some() => self.result.amended = true,
            Meaning::Outcome(outcome) => {
                if self.result.outcome == Some(DecisionOutcome::Amended) && outcome == DecisionOutcome::Carried {
                    (self.result.outcome, self.result.amended) = (None, true);
                }
                set(&mut self.result.outcome, Some(outcome))?;
                if matches!(outcome, DecisionOutcome::Deferred | DecisionOutcome::Referred)
                    && let Some(until) = self.until(end)
                {
                    self.result.until = Some(until);
                    return Some(self.line.signs.len());
                }
            }
            Meaning::AsAmended => {
                set(&mut self.result.outcome, Some(DecisionOutcome::Carried))?;
                self.result.amended = true;
            }
            Meaning::Amended => self.result.amended = true,
            Meaning::Agreement(agreement) => set(&mut self.result.agreement, Some(agreement))?,
            Meaning::CarriedBy(agreement) => {
                set(&mut self.result.outcome, Some(DecisionOutcome::Carried))?;
                set(&mut self.result.agreement, Some(agreement))?;
            }
            Meaning::Majority(majority) => set(&mut self.result.majority, Some(majority))?,
            Meaning::Tie => self.result.tie = true,
            Meaning::CastingVote => self.result.casting_vote = true,
        }
        Some(end)
    }

    fn count(&mut self, side: Side, count: u32) -> Option<()> {
        set(&mut self.result.counts[side as usize], Some(count))
    }

    /// A side, after its number or before it. “5 against 2” is a pair of numbers; “no abstentions” is a number and its
    /// side.
    fn side(&mut self, side: Side, end: usize) -> Option<usize> {
        let next = self.skip_blanks(end);
        let Some(before) = self.number.take() else {
            self.side.is_none().then_some(())?;
            if side == Side::Against
                && let Some((Meaning::Side(other), after)) = phrase(self.line, next)
            {
                self.count(other, 0)?;
                return Some(after);
            }
            self.side = Some(side);
            return Some(end);
        };
        if side == Side::Against
            && self.result.count(Side::For).is_none()
            && let Some((against, after)) = number(self.line, next)
        {
            self.count(Side::For, before)?;
            self.count(Side::Against, against)?;
            return Some(after);
        }
        self.count(side, before)?;
        Some(end)
    }

    /// Reads a pair of numbers from the sign or word between them on: `7 to 2`, `7-2`, `7-2-1`. Elsewhere a dash or a
    /// colon separates.
    fn between(&mut self, end: usize) -> Option<usize> {
        let separates = |c: Option<char>| matches!(c, Some('-' | ':' | '/'));
        let Some(first) = self.number.take() else { return separates(self.line.at(end - 1)).then_some(end) };
        let is_word = !separates(self.line.at(end - 1));
        let (second, mut end) = number(self.line, self.skip_blanks(end))?;
        // `2024-05-01` is a day.
        if !is_word && first >= 1000 {
            return None;
        }
        self.count(Side::For, first)?;
        self.count(Side::Against, second)?;
        if !is_word
            && separates(self.line.at(end))
            && let Some((third, after)) = number(self.line, end + 1)
        {
            self.count(Side::Abstaining, third)?;
            end = after;
        }
        Some(end)
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.line.at(at) == Some(' ') {
            at += 1;
        }
        at
    }

    /// Body or time that follows “referred” or “deferred”, as written.
    fn until(&self, end: usize) -> Option<Box<str>> {
        const LEADS: [&str; 24] = [
            "to", "until", "till", "back to", "an", "auf", "auf den", "bis", "à", "au", "aux", "en", "a", "al",
            "hasta", "ao", "para", "alla", "naar", "tot", "至", "由", "給", "到",
        ];
        let at = self.skip_blanks(end);
        let is_han = self.line.at(at).is_some_and(crate::text::is_cjk);
        let is_led = is_han
            || LEADS.iter().any(|lead| self.line.has(at, lead).is_some_and(|end| self.line.at(end) == Some(' ')));
        let rest = self.written[self.line.offset(at, self.written)..].trim().trim_end_matches(['.', '。']);
        let is_plain = !rest.is_empty() && !rest.contains(['*', '_', '[', '<', '`', '\\', '&']);
        (is_led && is_plain && rest.chars().count() <= 160).then(|| rest.into())
    }
}

/// Reports whether a result says itself how it was agreed to.
pub(super) fn contradicts_itself(result: &VoteResult) -> bool {
    result.agreement == Some(Agreement::Unanimous) && result.count(Side::Against).is_some_and(|against| against > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A result in short: outcome, agreement, majority, other facts and counts.
    fn short(line: &str) -> String {
        let Some(result) = result_of(line) else { return String::new() };
        let mut out: Vec<String> = Vec::new();
        out.extend(result.outcome.map(|outcome| outcome.name().to_owned()));
        out.extend(result.amended.then(|| "amended".to_owned()));
        out.extend(result.agreement.map(|agreement| agreement.name().to_owned()));
        out.extend(result.majority.map(|majority| majority.name().to_owned()));
        out.extend(result.tie.then(|| "tie".to_owned()));
        out.extend(result.casting_vote.then(|| "casting".to_owned()));
        let counts = Side::ALL.iter().filter_map(|side| Some(format!("{} {}", side.name(), result.count(*side)?)));
        out.extend(counts);
        out.extend(result.until.map(|until| format!("→ {until}")));
        out.join(", ")
    }

    #[test]
    fn results_are_read_in_the_forms_of_clerks() {
        for (line, expected) in [
            ("Carried, 2 to 1, 1 abstaining.", "carried, for 2, against 1, abstaining 1"),
            ("Carried unanimously.", "carried, unanimous"),
            ("The motion was lost by five votes to seven.", "lost, for 5, against 7"),
            (
                "Adopted as amended by a two-thirds majority (20–7–3)",
                "carried, amended, two-thirds, for 20, against 7, abstaining 3",
            ),
            ("Ayes 7, noes 2, no abstentions", "for 7, against 2, abstaining 0"),
            ("For: 7; against: 2; absent: none.", "for 7, against 2, absent 0"),
            ("Result: carried on the casting vote of the chair, 5 to 5", "carried, casting, for 5, against 5"),
            ("Tied, 4 to 4.", "tie, for 4, against 4"),
            ("Agreed without objection.", "carried, consensus"),
            ("Withdrawn.", "withdrawn"),
            ("Deferred to the next meeting.", "deferred, → to the next meeting"),
            ("Referred to the Harbour Committee", "referred, → to the Harbour Committee"),
            ("照案通過。", "carried"),
            ("修正通過", "carried, amended"),
            ("無異議通過。", "carried, consensus"),
            ("贊成 7 票，反對 2 票，棄權 1 票，通過。", "carried, for 7, against 2, abstaining 1"),
            ("以七票對二票否決", "lost, for 7, against 2"),
            ("交付財政委員會審查", "referred, → 財政委員會審查"),
            ("賛成 12、反対 3、棄権 0、可決", "carried, for 12, against 3, abstaining 0"),
            ("Adoptée à l’unanimité.", "carried, unanimous"),
            ("Adopté par 5 voix contre 2 et 1 abstention", "carried, for 5, against 2, abstaining 1"),
            ("12 voix pour, 3 contre, 1 abstention", "for 12, against 3, abstaining 1"),
            ("Mit 12 zu 3 Stimmen bei 2 Enthaltungen angenommen", "carried, for 12, against 3, abstaining 2"),
            ("Einstimmig beschlossen", "carried, unanimous"),
            (
                "Aprobada por mayoría absoluta: 9 votos a favor, 4 en contra y 1 abstención",
                "carried, absolute, for 9, against 4, abstaining 1",
            ),
            ("Aangenomen met 5 stemmen voor en 2 tegen", "carried, for 5, against 2"),
            ("Verworpen", "lost"),
        ] {
            assert_eq!(short(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_with_any_other_word_is_no_result() {
        for line in [
            "from May.",
            "Carried by hand to the quay.",
            "Passed to the committee.",
            "Adopted on 2024-05-01.",
            "2024-05-01",
            "Carried at 10:15.",
            "For the harbour.",
            "For",
            "5",
            "The vote was close.",
            "Carried and lost.",
            "通過後再議這件事情",
            "",
            "- - -",
        ] {
            assert_eq!(short(line), "", "{line}");
        }
    }

    #[test]
    fn results_of_two_lines_are_joined_unless_they_contradict_each_other() {
        let of = |line: &str| result_of(line).expect("a result");
        assert_eq!(joined(&of("Carried"), &of("2 to 1")), Some(of("Carried, 2 to 1")));
        assert_eq!(joined(&of("Carried"), &of("Lost")), None);
    }
}

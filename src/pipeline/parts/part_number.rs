//! Number of a part of a build.

use std::fmt;

/// One part of several, numbered from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuildPart {
    /// Number of the part, from 1.
    pub index: u32,
    /// Number of parts.
    pub count: u32,
}

impl BuildPart {
    /// Maximum number of parts.
    pub const MOST: u32 = 10_000;

    /// The part with a number, if there is one.
    ///
    /// # Errors
    /// A sentence that says which numbers there are.
    pub fn new(index: u32, count: u32) -> Result<BuildPart, String> {
        if count == 0 || count > BuildPart::MOST {
            return Err(format!("a build has from 1 to {} parts, not {count}", BuildPart::MOST));
        }
        if index == 0 {
            return Err(format!(
                "there is no part 0: parts are numbered from 1 to {count}; add 1 to a number that begins with 0"
            ));
        }
        if index > count {
            return Err(format!(
                "there is no part {index} of {count}: parts are numbered from 1 to {count}, and the last is {count}/{count}"
            ));
        }
        Ok(BuildPart { index, count })
    }

    /// Reads `2/4`.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn parse(text: &str) -> Result<BuildPart, String> {
        let numbers = text.split_once('/').and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
        let Some((index, count)) = numbers else {
            return Err("write it as in `2/4`: the second part of four".to_owned());
        };
        BuildPart::new(index, count)
    }

    /// Reports whether something with this number among others is in the share of the part.
    pub(super) fn takes(self, number: u64) -> bool {
        number % u64::from(self.count) == u64::from(self.index - 1)
    }
}

impl fmt::Display for BuildPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_from_one_and_the_message_names_the_number_that_is_meant() {
        assert_eq!(BuildPart::parse("2/4"), Ok(BuildPart { index: 2, count: 4 }));
        let refused = |text: &str| BuildPart::parse(text).expect_err("no part");
        assert!(refused("0/4").contains("add 1"), "{}", refused("0/4"));
        assert!(refused("5/4").contains("from 1 to 4"), "{}", refused("5/4"));
        assert!(refused("1/0").contains("from 1 to 10000"), "{}", refused("1/0"));
        for text in ["", "2", "/", "a/4", "2/-4", "2/4/6"] {
            assert!(refused(text).contains("`2/4`"), "{text}");
        }
    }

    #[test]
    fn each_number_is_in_the_share_of_one_part() {
        for count in 1..9 {
            for number in 0..40 {
                let taking = (1..=count).filter(|index| BuildPart { index: *index, count }.takes(number)).count();
                assert_eq!(taking, 1, "{number} of {count}");
            }
        }
    }
}

//! Control characters, which no page, feed or file name may contain but which escapes such as `"\0"` can write.

use serde_yaml::Value;

use super::PathStep;
use super::each_text::edit_each_text;
use crate::text::{is_unprintable, printable};

/// Replaces control characters with U+FFFD. Returns their number and the path to the first.
pub(super) fn take_out(root: &mut Value) -> Option<(usize, Vec<PathStep>)> {
    let (mut count, mut first) = (0, None);
    edit_each_text(root, |text, path| {
        let here = text.chars().filter(|c| is_unprintable(*c)).count();
        (here > 0).then(|| {
            count += here;
            first.get_or_insert_with(|| path.to_vec());
            text.chars().map(printable).collect()
        })
    });
    first.map(|first| (count, first))
}

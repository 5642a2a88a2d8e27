//! Numbers and texts as bytes and bits. Input may be damaged: readers return `None` rather than values that would cost
//! time or memory.

/// Appends a number, seven bits a byte, the lowest first.
pub(super) fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a text with its length.
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    push_number(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Reads bytes from the front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'b>(pub(super) &'b [u8]);

impl<'b> Bytes<'b> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7F);
            if shift == 28 && bits > 0xF {
                return None;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads `count` numbers; each takes a byte at least, so that a count cannot ask for more than there is.
    pub(super) fn numbers(&mut self, count: u32) -> Option<Vec<u32>> {
        let count = count as usize;
        if count > self.0.len() {
            return None;
        }
        (0..count).map(|_| self.number()).collect()
    }

    pub(super) fn take(&mut self, length: u32) -> Option<&'b [u8]> {
        let (first, rest) = self.0.split_at_checked(length as usize)?;
        self.0 = rest;
        Some(first)
    }

    pub(super) fn text(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

/// Writes bits, the highest of each byte first.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits not yet written, in the low end.
    waiting: u64,
    length: u32,
}

impl BitWriter {
    fn put(&mut self, bits: u32, count: u32) {
        self.waiting = (self.waiting << count) | u64::from(bits);
        self.length += count;
        while self.length >= 8 {
            self.length -= 8;
            self.bytes.push((self.waiting >> self.length) as u8);
        }
    }

    /// A number below `range`, the middle ones in fewer bits.
    fn put_below(&mut self, number: u32, range: u32) {
        if range <= 1 {
            return;
        }
        let (bits, short) = short_codes(range);
        let turned = (u64::from(number) + u64::from(range - middle(range, short))) % u64::from(range);
        let turned = turned as u32;
        if turned < short { self.put(turned, bits - 1) } else { self.put_long(turned, short, bits) }
    }

    fn put_long(&mut self, turned: u32, short: u32, bits: u32) {
        // The sum may have as many bits as the number of codes, which is 32 at most.
        let code = u64::from(turned) + u64::from(short);
        self.put((code >> 1) as u32, bits - 1);
        self.put((code & 1) as u32, 1);
    }

    /// Ascending numbers below `end`, by binary interpolation.
    pub(super) fn put_ascending(&mut self, numbers: &[u32], end: u32) {
        if end > 0 {
            self.interpolate(numbers, 0, end - 1);
        }
    }

    fn interpolate(&mut self, numbers: &[u32], low: u32, high: u32) {
        let count = numbers.len() as u32;
        let Some(number) = numbers.get(numbers.len() / 2).copied() else { return };
        if high - low + 1 == count {
            return;
        }
        let half = count / 2;
        self.put_below(number - (low + half), high - low - count + 2);
        let (before, after) = numbers.split_at(half as usize);
        if half > 0 {
            self.interpolate(before, low, number - 1);
        }
        if after.len() > 1 {
            self.interpolate(&after[1..], number + 1, high);
        }
    }

    /// Writes numbers of 1 and more.
    pub(super) fn put_counts(&mut self, counts: &[u32]) {
        if counts.len() < 4 {
            for count in counts {
                let bits = 32 - count.leading_zeros();
                self.put(0, bits - 1);
                self.put(*count, bits);
            }
            return;
        }
        let size = |k: u32| counts.iter().map(|count| u64::from((count - 1) >> k) + 1 + u64::from(k)).sum::<u64>();
        let k = (0..8).min_by_key(|k| size(*k)).unwrap_or(0);
        self.put(k, 3);
        for count in counts {
            let mut ones = (count - 1) >> k;
            while ones >= 16 {
                self.put(0xFFFF, 16);
                ones -= 16;
            }
            self.put((1 << (ones + 1)) - 2, ones + 1);
            self.put((count - 1) & ((1 << k) - 1), k);
        }
    }

    /// The bytes, filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.length > 0 {
            self.put(0, 8 - self.length);
        }
        self.bytes
    }
}

/// For numbers below `range`: the length of the long codes in bits, and the number of codes that are one bit shorter.
fn short_codes(range: u32) -> (u32, u32) {
    let bits = 32 - (range - 1).leading_zeros();
    (bits, ((1u64 << bits) - u64::from(range)) as u32)
}

/// The first number that has a short code.
fn middle(range: u32, short: u32) -> u32 {
    (range - short) >> 1
}

/// Reads bits.
#[derive(Debug, Clone)]
pub(super) struct BitReader<'b> {
    bytes: &'b [u8],
    /// In bits.
    at: usize,
}

impl<'b> BitReader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        BitReader { bytes, at: 0 }
    }

    fn bit(&mut self) -> Option<u32> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = (byte >> (7 - self.at % 8)) & 1;
        self.at += 1;
        Some(u32::from(bit))
    }

    /// The next bits from the highest on, and how many there are; none near the end, where every bit is read by itself.
    fn window(&self) -> Option<(u64, u32)> {
        let bytes = self.bytes.get(self.at / 8..self.at / 8 + 8)?;
        let shift = (self.at % 8) as u32;
        Some((u64::from_be_bytes(bytes.try_into().ok()?) << shift, 64 - shift))
    }

    /// Reads bits up to the first that is `stop`, and gives how many come before it.
    fn run(&mut self, stop: u32) -> Option<u32> {
        if let Some((bits, count)) = self.window() {
            let length = if stop == 1 { bits.leading_zeros() } else { bits.leading_ones() };
            if length < count {
                self.at += length as usize + 1;
                return Some(length);
            }
        }
        let mut length = 0;
        while self.bit()? != stop {
            length += 1;
        }
        Some(length)
    }

    /// Reads at most 32 bits.
    fn take(&mut self, count: u32) -> Option<u32> {
        if count == 0 {
            return Some(0);
        }
        if let Some((bits, _)) = self.window() {
            self.at += count as usize;
            return Some((bits >> (64 - count)) as u32);
        }
        if self.at + count as usize > self.bytes.len() * 8 {
            return None;
        }
        let (mut value, mut left) = (0u64, count);
        while left > 0 {
            let byte = u64::from(self.bytes[self.at / 8]);
            let offset = (self.at % 8) as u32;
            let now = left.min(8 - offset);
            value = (value << now) | ((byte >> (8 - offset - now)) & ((1 << now) - 1));
            self.at += now as usize;
            left -= now;
        }
        Some(value as u32)
    }

    fn below(&mut self, range: u32) -> Option<u32> {
        if range <= 1 {
            return Some(0);
        }
        let (bits, short) = short_codes(range);
        let mut turned = u64::from(self.take(bits - 1)?);
        if turned >= u64::from(short) {
            turned = (turned << 1 | u64::from(self.bit()?)) - u64::from(short);
        }
        Some(((turned + u64::from(middle(range, short))) % u64::from(range)) as u32)
    }

    /// Reads `count` ascending numbers below `end` into `emit`, or skips them.
    pub(super) fn ascending(&mut self, count: u32, end: u32, emit: Option<&mut Vec<u32>>) -> Option<()> {
        if count > end {
            return None;
        }
        let mut emit = emit;
        if end > 0 { self.interpolate(count, 0, end - 1, &mut emit) } else { Some(()) }
    }

    fn interpolate(&mut self, count: u32, low: u32, high: u32, emit: &mut Option<&mut Vec<u32>>) -> Option<()> {
        if count == 0 {
            return Some(());
        }
        if high - low + 1 == count {
            if let Some(numbers) = emit {
                numbers.extend(low..=high);
            }
            return Some(());
        }
        let half = count / 2;
        let number = low + half + self.below(high - low - count + 2)?;
        if half > 0 {
            self.interpolate(half, low, number - 1, emit)?;
        }
        if let Some(numbers) = emit {
            numbers.push(number);
        }
        if count - half > 1 { self.interpolate(count - half - 1, number + 1, high, emit) } else { Some(()) }
    }

    /// Reads `count` numbers into `emit`, or skips them.
    pub(super) fn counts(&mut self, count: u32, mut emit: Option<&mut Vec<u32>>) -> Option<()> {
        let k = if count < 4 { None } else { Some(self.take(3)?) };
        for _ in 0..count {
            let length = self.run(u32::from(k.is_none()))?;
            let number = match k {
                None if length > 31 => return None,
                None => (1 << length) | self.take(length)?,
                Some(k) => u32::try_from((u64::from(length) << k | u64::from(self.take(k)?)) + 1).ok()?,
            };
            if let Some(numbers) = &mut emit {
                numbers.push(number);
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn what_was_written_is_read(mut lists in prop::collection::vec(prop::collection::btree_map(0..300u32, 1..2000u32, 1..60), 1..20)) {
            // One that is full, and one that takes the highest numbers there are.
            lists.push((0..300).map(|number| (number, 1)).collect());
            lists.push([(0, 1), (u32::MAX - 2, u32::MAX)].into());
            let end = |list: &std::collections::BTreeMap<u32, u32>| if list.contains_key(&(u32::MAX - 2)) { u32::MAX } else { 300 };
            let mut writer = BitWriter::default();
            for list in &lists {
                writer.put_ascending(&list.keys().copied().collect::<Vec<_>>(), end(list));
                writer.put_counts(&list.values().copied().collect::<Vec<_>>());
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            let mut skipping = BitReader::new(&bytes);
            for list in &lists {
                let (mut numbers, mut counts) = (Vec::new(), Vec::new());
                let length = list.len() as u32;
                reader.ascending(length, end(list), Some(&mut numbers)).expect("whole");
                reader.counts(length, Some(&mut counts)).expect("whole");
                prop_assert!(numbers.iter().copied().eq(list.keys().copied()));
                prop_assert!(counts.iter().copied().eq(list.values().copied()));
                skipping.ascending(length, end(list), None).expect("whole");
                skipping.counts(length, None).expect("whole");
                prop_assert_eq!(skipping.at, reader.at);
            }
        }

        #[test]
        fn numbers_are_read_back(number: u32) {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            prop_assert_eq!(Bytes(&bytes).number(), Some(number));
        }

        #[test]
        fn damage_is_noticed_or_harmless(bytes: Vec<u8>, count in 0..5000u32, end in 0..5000u32) {
            let mut numbers = Vec::new();
            let mut reader = BitReader::new(&bytes);
            if reader.ascending(count, end, Some(&mut numbers)).is_some() {
                prop_assert_eq!(numbers.len(), count as usize);
                prop_assert!(numbers.is_sorted() && numbers.last().is_none_or(|last| *last < end));
            }
            let _ = reader.counts(count, None);
            let mut reader = Bytes(&bytes);
            while reader.number().is_some() {}
            let _ = Bytes(&bytes).numbers(u32::MAX);
            let _ = Bytes(&bytes).text();
        }
    }
}

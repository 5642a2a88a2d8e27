//! Sorted runs: the postings of some meetings, in the order of terms, while the rest of their segment is read.
//!
//! The postings of a small segment stay in memory as they are. Those of a large one are coded, each term by what differs from the one
//! before, and appended to one file; each run is read from there once, from its beginning to its end, a piece at a time.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::codec::{Bytes, push_number};
use super::directory::shared;
use super::posting_buffer::PostingBuffer;

/// A file for sorted runs: written, then read again.
pub trait RunFile: Read + Write + Seek + Send {}

impl<F: Read + Write + Seek + Send> RunFile for F {}

/// The file that holds the coded runs of a segment.
pub(super) struct RunStore(Mutex<Box<dyn RunFile>>);

/// Postings in the order of terms.
pub(super) enum PostingRun {
    /// In memory.
    Listed(PostingBuffer),
    /// Coded, as bytes of the file.
    Filed(Range<u64>),
}

/// Number of bytes that are read of a run at once.
const PIECE: usize = 64 << 10;

impl RunStore {
    /// A store in an empty file.
    pub(super) fn new(file: Box<dyn RunFile>) -> Self {
        RunStore(Mutex::new(file))
    }

    /// Appends a run.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn keep(&self, postings: &PostingBuffer) -> io::Result<PostingRun> {
        let coded = coded(postings);
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let start = file.seek(SeekFrom::End(0))?;
        file.write_all(&coded)?;
        Ok(PostingRun::Filed(start..start + coded.len() as u64))
    }

    /// Appends some bytes of the file to a buffer.
    fn read(&self, bytes: Range<u64>, buffer: &mut Vec<u8>) -> io::Result<()> {
        let known = buffer.len();
        buffer.resize(known + (bytes.end - bytes.start) as usize, 0);
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(bytes.start))?;
        file.read_exact(&mut buffer[known..])
    }
}

/// Codes postings: for each term the number of bytes that follow, how much of the term before it begins with, what is different, the
/// number of its passages, and these.
fn coded(postings: &PostingBuffer) -> Vec<u8> {
    let (mut out, mut entry) = (Vec::new(), Vec::new());
    let mut before: &[u8] = &[];
    for rank in 0..postings.len() {
        let term = postings.term(rank);
        let shared = shared(before, term);
        entry.clear();
        push_number(&mut entry, shared as u32);
        push_number(&mut entry, (term.len() - shared) as u32);
        entry.extend_from_slice(&term[shared..]);
        push_number(&mut entry, postings.frequency(rank) as u32);
        entry.extend_from_slice(postings.data(rank));
        push_number(&mut out, entry.len() as u32);
        out.extend_from_slice(&entry);
        before = term;
    }
    out
}

/// Reads a run term by term.
pub(super) struct PostingRunReader<'r> {
    /// Number of the run among those that are merged.
    pub(super) run: u32,
    /// The present term.
    pub(super) term: Vec<u8>,
    /// Number of terms before it in the run.
    pub(super) rank: u32,
    /// Number of its passages.
    pub(super) frequency: u32,
    place: ReaderPlace<'r>,
}

/// Place of a reader.
enum ReaderPlace<'r> {
    Listed(&'r PostingBuffer),
    Filed {
        store: &'r RunStore,
        /// Bytes of the file that have not been read.
        left: Range<u64>,
        buffer: Vec<u8>,
        /// Position of the next term in the buffer.
        next: usize,
        /// Passages of the present term in the buffer.
        data: Range<usize>,
    },
}

impl<'r> PostingRunReader<'r> {
    /// A reader at the first term of a run; `None` if it has no terms.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn open(run: &'r PostingRun, number: u32, store: Option<&'r RunStore>) -> io::Result<Option<Self>> {
        let place = match (run, store) {
            (PostingRun::Listed(postings), _) => ReaderPlace::Listed(postings),
            (PostingRun::Filed(bytes), Some(store)) => {
                ReaderPlace::Filed { store, left: bytes.clone(), buffer: Vec::new(), next: 0, data: 0..0 }
            }
            (PostingRun::Filed(_), None) => return Err(io::ErrorKind::NotFound.into()),
        };
        // Before the first term; the rank becomes 0 with it.
        let mut reader = PostingRunReader { run: number, term: Vec::new(), rank: u32::MAX, frequency: 0, place };
        Ok(reader.advance()?.then_some(reader))
    }

    /// Goes to the next term; `false` if there is none.
    ///
    /// # Errors
    /// When the file cannot be read, or does not hold what was written.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        self.rank = self.rank.wrapping_add(1);
        match &mut self.place {
            ReaderPlace::Listed(postings) => {
                let rank = self.rank as usize;
                if rank >= postings.len() {
                    return Ok(false);
                }
                self.term.clear();
                self.term.extend_from_slice(postings.term(rank));
                self.frequency = postings.frequency(rank) as u32;
                Ok(true)
            }
            ReaderPlace::Filed { store, left, buffer, next, data } => {
                let entry = loop {
                    if let Some(entry) = entry(&buffer[*next..]) {
                        break *next + entry.start..*next + entry.end;
                    }
                    if left.is_empty() {
                        return if *next == buffer.len() { Ok(false) } else { Err(io::ErrorKind::InvalidData.into()) };
                    }
                    buffer.drain(..*next);
                    *next = 0;
                    // A long entry doubles what is read, so that it is not looked at more often than it is long.
                    let end = left.end.min(left.start + PIECE.max(buffer.len()) as u64);
                    store.read(left.start..end, buffer)?;
                    left.start = end;
                };
                let mut bytes = Bytes(&buffer[entry.clone()]);
                let mut head = || {
                    let shared = bytes.number()?;
                    let further = bytes.number()?;
                    let further = bytes.take(further)?;
                    self.term.truncate(shared as usize);
                    self.term.extend_from_slice(further);
                    bytes.number()
                };
                self.frequency = head().ok_or(io::ErrorKind::InvalidData)?;
                *data = entry.end - bytes.0.len()..entry.end;
                *next = entry.end;
                Ok(true)
            }
        }
    }

    /// The passages of the present term and its occurrences in each, as a [`PostingBuffer`] codes them.
    pub(super) fn data(&self) -> &[u8] {
        match &self.place {
            ReaderPlace::Listed(postings) => postings.data(self.rank as usize),
            ReaderPlace::Filed { buffer, data, .. } => &buffer[data.clone()],
        }
    }
}

/// The bytes of the first entry behind its length, if all of it is there.
fn entry(bytes: &[u8]) -> Option<Range<usize>> {
    let mut rest = Bytes(bytes);
    let length = rest.number()? as usize;
    let start = bytes.len() - rest.0.len();
    (length <= rest.0.len()).then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn listed(run: &PostingRun, store: &RunStore) -> Vec<(Vec<u8>, u32, Vec<u8>)> {
        let mut reader = PostingRunReader::open(run, 0, Some(store)).expect("a file");
        let mut all = Vec::new();
        while let Some(here) = &mut reader {
            assert_eq!(here.rank as usize, all.len());
            all.push((here.term.clone(), here.frequency, here.data().to_vec()));
            if !here.advance().expect("a file") {
                break;
            }
        }
        all
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(64))]
        #[test]
        fn runs_come_back_from_a_file_as_they_were(
            runs in prop::collection::vec(prop::collection::btree_map("[a-c唐]{1,5}", 1..50u32, 0..40), 1..4),
            long in 0..60_000u32,
        ) {
            let store = RunStore::new(Box::new(io::Cursor::new(Vec::new())));
            let postings = |terms: &std::collections::BTreeMap<String, u32>| {
                let mut postings = PostingBuffer::default();
                for (term, count) in terms {
                    // One term is longer than what is read at once.
                    let count = if *count == 49 { count + long } else { *count };
                    let passages: Vec<u32> = (0..count).collect();
                    postings.push(term.as_bytes(), &passages, &passages);
                }
                postings
            };
            let kept: Vec<PostingRun> = runs.iter().map(|terms| store.keep(&postings(terms)).expect("a file")).collect();
            for (terms, run) in runs.iter().zip(&kept) {
                prop_assert_eq!(listed(run, &store), listed(&PostingRun::Listed(postings(terms)), &store));
            }
        }
    }

    #[test]
    fn a_file_that_has_been_cut_short_is_an_error() {
        let store = RunStore::new(Box::new(io::Cursor::new(Vec::new())));
        let mut postings = PostingBuffer::default();
        postings.push(b"ferry", &[1, 2, 3], &[1, 1, 1]);
        let PostingRun::Filed(bytes) = store.keep(&postings).expect("a file") else { panic!("it is kept in the file") };
        for end in bytes.start + 1..bytes.end {
            let cut = PostingRun::Filed(bytes.start..end);
            assert!(PostingRunReader::open(&cut, 0, Some(&store)).is_err(), "cut at {end}");
        }
        let beyond = PostingRun::Filed(bytes.start..bytes.end + 1);
        assert!(PostingRunReader::open(&beyond, 0, Some(&store)).is_err());
    }
}

//! Object storage with the S3 protocol. New files are uploaded before the pages that link to them, and nothing is
//! removed before all pages that linked to it have changed, so that a reader who follows links never finds one missing.
//!
//! Two objects of our own lie with the site. `published` lists what is live and is written last. `publishing` is there
//! while somebody publishes, and says which files may be theirs; after a killed publishing it is what the next one goes by.

mod connector;
mod credentials;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as FilePath;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use md5::{Digest, Md5};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{
    Attribute, AttributeValue, Attributes, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, RetryConfig,
};
use serde::{Deserialize, Serialize};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio_stream::StreamExt;

use self::credentials::Credentials;
use super::{File, FileKind, Live, PLACE, PublishJob, PublishResult, PublishTarget, Published};
use crate::bytes::fingerprint::Fingerprint;
use crate::config::S3Target;
use crate::fs::failpoint::failpoint;
use crate::hosting::{CachePolicy, is_fingerprinted, is_given_and_active, media_type};
use crate::report::failure::Failure;
use crate::site::well_known::{INDEX, NOT_FOUND};

const LOCK: &str = ".minutebook/publishing";

/// Default number of parallel requests.
const PARALLEL: usize = 16;

/// Time without a sign of life after which a publisher counts as dead.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// Interval between signs of life.
const SIGN: Duration = Duration::from_secs(4 * 60);

/// A bucket, or a folder in it.
pub struct S3 {
    store: Arc<AmazonS3>,
    runtime: Runtime,
    bucket: String,
    prefix: String,
    parallel: usize,
    credentials: Credentials,
    /// Token by which an interrupted publication of this machine is recognised.
    token: String,
    /// True if to override another publisher's lock.
    take_over: bool,
}

/// The lock that lies in the bucket during a publication.
#[derive(Debug, Default, Serialize, Deserialize)]
struct BucketLock {
    token: String,
    /// Time of the last sign of life.
    at: String,
    /// Files that were not live before and may be there now.
    paths: Vec<String>,
}

impl S3 {
    /// The bucket that settings describe; `scratch` is a folder for this machine's token.
    ///
    /// # Errors
    /// When the bucket is not named, there is no key for it, or the settings are not such as can be used.
    pub fn new(settings: &S3Target, scratch: &FilePath, take_over: bool) -> Result<S3, Failure> {
        let Some(bucket) = settings.bucket.as_deref() else {
            return Err(Failure::usage(
                "no bucket is named\n  hint: write `publish: {s3: {bucket: …}}` into site.yml, or give `--bucket`",
            ));
        };
        let credentials = Credentials::find()?;
        let parallel = settings.parallel.unwrap_or(PARALLEL).max(1);
        let retry = RetryConfig { max_retries: 4, retry_timeout: Duration::from_secs(30), ..RetryConfig::default() };
        let mut builder = credentials
            .sign_with(AmazonS3Builder::from_env())
            .with_bucket_name(bucket)
            .with_http_connector(connector::Connector)
            .with_retry(retry);
        if let Some(endpoint) = settings.endpoint.as_deref() {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        if let Some(region) = settings.region.as_deref() {
            builder = builder.with_region(region);
        }
        let unusable = |error: &dyn std::fmt::Display| {
            let message = credentials.taken_out_of(&error.to_string());
            Failure::usage(format!(
                "the bucket “{bucket}” cannot be used: {message}\n  hint: check `publish: {{s3: …}}` in site.yml"
            ))
        };
        let store = builder.build().map_err(|error| unusable(&error))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(parallel + 4)
            .enable_all()
            .build()
            .map_err(|error| unusable(&error))?;
        let prefix = settings.prefix.as_deref().unwrap_or_default().trim_matches('/').to_owned();
        let token = own_token(&scratch.join("token"))?;
        Ok(S3 {
            store: Arc::new(store),
            runtime,
            bucket: bucket.to_owned(),
            prefix,
            parallel,
            credentials,
            token,
            take_over,
        })
    }

    fn object(&self, path: &str) -> Result<Path, Failure> {
        let key = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Path::parse(&key)
            .map_err(|error| Failure::environment(format!("“{key}” cannot be the name of an object: {error}")))
    }

    fn failed(&self, what: &str, error: &object_store::Error) -> Failure {
        let said = self.credentials.taken_out_of(&first_line(&error.to_string()));
        let hint = match error {
            object_store::Error::Unauthenticated { .. } | object_store::Error::PermissionDenied { .. } => {
                "see that the key is right, and that it may list, read, write and remove objects in the bucket"
            }
            object_store::Error::NotFound { .. } => {
                "see that there is such a bucket, and that `endpoint` and `region` are right"
            }
            _ => "check the network and the service, and publish again: what has been sent is not sent again",
        };
        Failure::environment(format!("{what}: {said}\n  hint: {hint}"))
    }

    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let object = self.object(path)?;
        let store = Arc::clone(&self.store);
        let got = self.runtime.block_on(async move { store.get(&object).await?.bytes().await });
        match got {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failed("what is live cannot be read", &error)),
        }
    }

    fn put_own(&self, path: &str, bytes: Vec<u8>, mode: PutMode) -> Result<(), object_store::Error> {
        let key = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        let object = Path::from(key);
        let options =
            PutOptions { mode, attributes: attributes("application/json", "no-store"), ..PutOptions::default() };
        let store = Arc::clone(&self.store);
        failpoint();
        self.runtime
            .block_on(async move { store.put_opts(&object, PutPayload::from(bytes), options).await })
            .map(|_| ())
    }

    fn lock(&self) -> Result<Option<BucketLock>, Failure> {
        let bytes = self.get(LOCK)?;
        // An unreadable lock counts as abandoned.
        Ok(bytes.map(|bytes| serde_json::from_slice(&bytes).unwrap_or_default()))
    }

    /// Takes the lock in the bucket. Returns the lock that an interrupted publication left.
    fn take_lock(&self, paths: Vec<String>) -> Result<BucketLock, Failure> {
        let left = self.lock()?;
        if let Some(other) = left.as_ref().filter(|other| other.token != self.token && !self.take_over) {
            let since: Option<jiff::Timestamp> = other.at.parse().ok();
            let age = since.map(|since| jiff::Timestamp::now().duration_since(since).as_secs());
            if age.is_some_and(|age| age < PATIENCE.as_secs() as i64) {
                return Err(self.is_busy(&other.at));
            }
        }
        let all: BTreeSet<String> = left.iter().flat_map(|left| left.paths.iter().cloned()).chain(paths).collect();
        let own = BucketLock {
            token: self.token.clone(),
            at: jiff::Timestamp::now().to_string(),
            paths: all.into_iter().collect(),
        };
        let bytes = serde_json::to_vec(&own).expect("texts can be written as JSON");
        let mode = if left.is_some() { PutMode::Overwrite } else { PutMode::Create };
        match self.put_own(LOCK, bytes.clone(), mode) {
            Ok(()) => Ok(own),
            Err(object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. }) => {
                Err(self.is_busy(&own.at))
            }
            // Not every service supports conditional writes.
            Err(object_store::Error::NotImplemented { .. } | object_store::Error::NotSupported { .. }) => self
                .put_own(LOCK, bytes, PutMode::Overwrite)
                .map(|()| own)
                .map_err(|error| self.failed("the bucket cannot be written", &error)),
            Err(error) => Err(self.failed("the bucket cannot be written", &error)),
        }
    }

    fn is_busy(&self, since: &str) -> Failure {
        Failure::environment(format!(
            "another publication into {} is running, and gave its last sign of life at {since}\n  hint: wait for it to end; if you know that it was killed, publish with `--take-over`, or a quarter of an hour later",
            self.name()
        ))
    }

    /// All objects below the prefix: size and tag by path.
    fn listed(&self) -> Result<BTreeMap<String, (u64, String)>, Failure> {
        let (store, prefix) = (Arc::clone(&self.store), self.prefix.clone());
        let listed = self.runtime.block_on(async move {
            let below = (!prefix.is_empty()).then(|| Path::from(prefix.clone()));
            let mut stream = store.list(below.as_ref());
            let mut listed = BTreeMap::new();
            while let Some(meta) = stream.next().await {
                let meta = meta?;
                let key = meta.location.as_ref();
                let path = if prefix.is_empty() { key } else { key.get(prefix.len() + 1..).unwrap_or_default() };
                let tag = meta.e_tag.unwrap_or_default().trim_matches('"').to_owned();
                listed.insert(path.to_owned(), (meta.size, tag));
            }
            Ok(listed)
        });
        listed.map_err(|error| self.failed("the bucket cannot be listed", &error))
    }

    /// Does something with many objects, a few at a time.
    fn each<T>(
        &self,
        jobs: impl IntoIterator<Item = T>,
        run: impl Fn(Arc<AmazonS3>, T) -> Job,
        mut done: impl FnMut(),
    ) -> Done {
        self.runtime.block_on(async {
            let mut jobs = jobs.into_iter();
            let mut running: JoinSet<Done> = JoinSet::new();
            loop {
                while running.len() < self.parallel {
                    let Some(job) = jobs.next() else { break };
                    running.spawn(run(Arc::clone(&self.store), job));
                }
                let Some(ended) = running.join_next().await else { return Ok(()) };
                ended.unwrap_or_else(|source| Err(("a file".to_owned(), object_store::Error::JoinError { source })))?;
                done();
            }
        })
    }
}

/// Result of a request; the error names its subject and its reason.
type Done = Result<(), (String, object_store::Error)>;
type Job = Pin<Box<dyn Future<Output = Done> + Send>>;

/// A file to be sent.
struct Sending {
    object: Path,
    path: String,
    bytes: Vec<u8>,
}

/// HTTP headers stored with a file of the site.
fn attributes_of(path: &str) -> Attributes {
    let mut attributes = attributes(&media_type(path), CachePolicy::of(path).header());
    if is_given_and_active(path) {
        // Object storage sends no policy that would keep its scripts from running as if they were the site's.
        attributes.insert(Attribute::ContentDisposition, AttributeValue::from("attachment"));
    }
    attributes
}

fn send(store: Arc<AmazonS3>, sending: Sending) -> Job {
    Box::pin(async move {
        let Sending { object, path, bytes } = sending;
        let options = PutOptions { attributes: attributes_of(&path), ..PutOptions::default() };
        failpoint();
        store.put_opts(&object, PutPayload::from(bytes), options).await.map(|_| ()).map_err(|error| (path, error))
    })
}

fn remove(store: Arc<AmazonS3>, object: Path) -> Job {
    Box::pin(async move {
        failpoint();
        match store.delete(&object).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err((object.to_string(), error)),
        }
    })
}

impl PublishTarget for S3 {
    fn name(&self) -> String {
        if self.prefix.is_empty() {
            format!("the bucket {}", self.bucket)
        } else {
            format!("the bucket {}, below {}", self.bucket, self.prefix)
        }
    }

    fn live(&mut self) -> Result<Live, Failure> {
        let published = match self.get(PLACE)? {
            Some(bytes) => Some(Published::from_bytes(&bytes, &format!("{PLACE} in the bucket {}", self.bucket))?),
            None => None,
        };
        Ok(Live { published, interrupted: self.lock()?.is_some() })
    }

    fn put(
        &mut self,
        work: &PublishJob<'_>,
        on_progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<PublishResult, Failure> {
        let live = work.live.published.as_ref();
        let is_new = |path: &str| live.is_none_or(|live| live.get(path).is_none());
        let fresh: Vec<String> = work.next.all().map(|(path, _)| path.clone()).filter(|path| is_new(path)).collect();
        let left = self.take_lock(fresh)?;
        // It is unknown which uploads of an interrupted publication succeeded, but their tags show it.
        let there = if work.live.interrupted { self.listed()? } else { BTreeMap::new() };
        let mut jobs: Vec<(u8, &String, &File)> = Vec::new();
        for (path, file) in &work.next.files {
            let same = live.and_then(|live| live.get(path)).is_some_and(|before| before.hash == file.hash);
            if !same || work.live.interrupted {
                jobs.push((rank(path, file, is_new(path)), path, file));
            }
        }
        jobs.sort_by_key(|(rank, path, _)| (*rank, *path));
        let (all, mut sent, mut finished) = (jobs.len(), 0, 0);
        let mut sign = Instant::now();
        for turn in jobs.chunk_by(|a, b| a.0 == b.0) {
            // A few at a time in memory, with a sign of life in between.
            for batch in turn.chunks(self.parallel * 4) {
                let mut sending = Vec::new();
                for (_, path, file) in batch {
                    let Some(staged) = work.staged.get(path) else { continue };
                    let bytes = staged.bytes()?;
                    let is_there =
                        there.get(*path).is_some_and(|(size, tag)| *size == file.size && *tag == md5_of(&bytes));
                    if is_there {
                        finished += 1;
                        continue;
                    }
                    sent += 1;
                    sending.push(Sending { object: self.object(path)?, path: (*path).clone(), bytes });
                }
                let ended = self.each(sending, send, || {
                    finished += 1;
                    on_progress(finished, all);
                });
                ended.map_err(|(path, error)| {
                    self.failed(&format!("/{path} cannot be sent, after {finished} of {all} files"), &error)
                })?;
                if sign.elapsed() > SIGN {
                    sign = Instant::now();
                    self.take_lock(Vec::new())?;
                }
            }
        }
        // Nothing leads to these any more.
        let ours = live.into_iter().flat_map(Published::all).map(|(path, _)| path.as_str());
        let gone: BTreeSet<&str> =
            ours.chain(left.paths.iter().map(String::as_str)).filter(|path| work.next.get(path).is_none()).collect();
        let gone: Vec<Path> = gone.into_iter().map(|path| self.object(path)).collect::<Result<_, _>>()?;
        self.each(gone, remove, || {})
            .map_err(|(path, error)| self.failed(&format!("{path} of the site before cannot be removed"), &error))?;
        let verified = self.verify(work)?;
        for own in work.own {
            self.put_own(own.path, own.bytes.clone(), PutMode::Overwrite)
                .map_err(|error| self.failed("the checksums of the files beside the site cannot be written", &error))?;
        }
        self.put_own(PLACE, work.next.to_bytes(), PutMode::Overwrite)
            .map_err(|error| self.failed("the list of what is live cannot be written", &error))?;
        let lock = self.object(LOCK)?;
        let store = Arc::clone(&self.store);
        failpoint();
        match self.runtime.block_on(async move { store.delete(&lock).await }) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(self.failed("the mark of this publishing cannot be removed", &error)),
        }
        Ok(PublishResult { name: work.next.at.clone(), sent, kept: work.next.all().count() - sent, verified })
    }
}

impl S3 {
    /// Verifies that every file is there with the right content. Files altered in the bucket are sent once more.
    fn verify(&self, work: &PublishJob<'_>) -> Result<usize, Failure> {
        let altered = self.altered(work)?;
        if !altered.is_empty() {
            let mut sending = Vec::new();
            for path in altered.keys() {
                let Some(staged) = work.staged.get(path) else { continue };
                let (object, bytes) = (self.object(path)?, staged.bytes()?);
                sending.push(Sending { object, path: (*path).to_owned(), bytes });
            }
            self.each(sending, send, || {})
                .map_err(|(path, error)| self.failed(&format!("/{path} cannot be sent"), &error))?;
            if let Some((path, found)) = self.altered(work)?.into_iter().next() {
                return Err(Failure::environment(format!(
                    "/{path} was sent, and {found}\n  hint: somebody else may be changing the bucket; publish again"
                )));
            }
        }
        Ok(work.next.files.len())
    }

    /// Files whose content is wrong, with the reason. A tag is the MD5 of the uploaded bytes, unless the service
    /// encrypts them: then differing files are fetched, or, where tags say nothing, the files sent just now.
    fn altered<'w>(&self, work: &PublishJob<'w>) -> Result<BTreeMap<&'w str, String>, Failure> {
        let listed = self.listed()?;
        let live = work.live.published.as_ref();
        let (mut altered, mut doubtful, mut tags_tell) = (BTreeMap::new(), Vec::new(), false);
        for (path, file) in &work.next.files {
            match listed.get(path) {
                None => drop(altered.insert(path.as_str(), "is not there".to_owned())),
                Some((size, _)) if *size != file.size => {
                    altered.insert(path.as_str(), format!("has {size} bytes instead of {}", file.size));
                }
                Some((_, tag)) => {
                    let Some(staged) = work.staged.get(path) else { continue };
                    if *tag == md5_of(&staged.bytes()?) {
                        tags_tell = true;
                    } else {
                        doubtful.push((path, file));
                    }
                }
            }
        }
        for (path, file) in doubtful {
            let is_new = live.and_then(|live| live.get(path)).is_none_or(|before| before.hash != file.hash);
            if tags_tell || is_new {
                let bytes = self.get(path)?.unwrap_or_default();
                if Fingerprint::of_bytes(&bytes).hex() != file.hash {
                    altered.insert(path.as_str(), "holds something else".to_owned());
                }
            }
        }
        Ok(altered)
    }
}

/// Order of uploads: link targets before the pages that link to them.
fn rank(path: &str, file: &File, is_new: bool) -> u8 {
    let is_page = matches!(
        file.kind,
        FileKind::Meeting | FileKind::Speaker | FileKind::List | FileKind::Page | FileKind::Redirect
    );
    let is_door = path == INDEX || path == NOT_FOUND.trim_start_matches('/');
    match (file.kind, is_new) {
        _ if is_fingerprinted(path) => 0,
        (FileKind::Feed, false) => 5,
        (_, true) if !is_page => 1,
        (_, true) if !is_door => 2,
        _ if !is_page => 3,
        _ => 4,
    }
}

fn attributes(media: &str, keeping: &'static str) -> Attributes {
    Attributes::from_iter([
        (Attribute::ContentType, AttributeValue::from(media.to_owned())),
        (Attribute::CacheControl, AttributeValue::from(keeping)),
    ])
}

fn md5_of(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first line of a server's answer, which may be a page of XML.
fn first_line(text: &str) -> String {
    const LONGEST: usize = 300;
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(LONGEST).collect()
}

/// This machine's token for the site, created when there is none.
fn own_token(place: &FilePath) -> Result<String, Failure> {
    if let Ok(token) = std::fs::read_to_string(place)
        && !token.is_empty()
    {
        return Ok(token);
    }
    let seed = (place, std::process::id(), jiff::Timestamp::now().as_nanosecond());
    let token = Fingerprint::of(&seed).hex();
    let folder = place.parent().unwrap_or(place);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(place, &token))
        .map_err(|error| Failure::io("a mark of this machine cannot be kept", place, &error))?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_content_that_run_scripts_are_uploaded_to_be_saved_and_not_shown() {
        let said = |path: &str| {
            let attributes = attributes_of(path);
            let said = |attribute: Attribute| attributes.get(&attribute).map(|value| value.to_string());
            [Attribute::ContentDisposition, Attribute::ContentType, Attribute::CacheControl].map(said)
        };
        let on_progress = |on_progress: [&str; 3]| on_progress.map(|text| (!text.is_empty()).then(|| text.to_owned()));
        let hour = "public, max-age=3600";
        for (path, media) in [
            ("files/plan.html", "text/html; charset=utf-8"),
            ("files/deep/plan.HTM", "text/html"),
            ("files/map.svg", "image/svg+xml"),
            ("files/data.xml", "application/xml; charset=utf-8"),
            ("files/page.xhtml", "application/xhtml+xml"),
        ] {
            assert_eq!(said(path), on_progress(["attachment", media, hour]), "{path}");
        }
        assert_eq!(said("files/plan.pdf"), on_progress(["", "application/pdf", hour]));
        assert_eq!(
            said("index.html"),
            on_progress(["", "text/html; charset=utf-8", "public, max-age=0, must-revalidate"])
        );
        assert_eq!(said("assets/map.svg")[0], None);
    }
}

//! Tells hubs and hooks of a publication: what is to be told is written down before the site goes live, and sent afterwards.

use std::path::Path;

use serde::Serialize;

use crate::config::NotificationSettings;
use crate::publish::{
    FoundReceiver, KnownFacts, Notification, Outbox, Published, SendFailure, SendLimits, deliver, receivers,
};
use crate::report::diagnostic::{Diagnostic, Problem};

/// News of a publication, and who gets it.
pub(super) struct PublishNews {
    outbox: Outbox,
    receivers: Vec<FoundReceiver>,
    /// Name of the target.
    target: String,
    /// Failures to write the outbox.
    failures: Vec<SendFailure>,
}

/// Result of telling.
#[derive(Debug, Default, Serialize)]
pub(super) struct ToldOthers {
    /// Number of notifications that receivers took.
    pub(super) told: usize,
    /// Receivers that could not be told.
    pub(super) not_told: Vec<SendFailure>,
}

impl PublishNews {
    /// News about a target; `None` if nobody is told.
    pub(super) fn open(settings: &NotificationSettings, folder: &Path, target: String) -> Option<PublishNews> {
        (!settings.is_empty()).then(|| PublishNews {
            outbox: Outbox::open(folder),
            receivers: receivers(settings, &|name| std::env::var(name).ok()),
            target,
            failures: Vec::new(),
        })
    }

    /// Looks at what is live, in case the last publication was cut off.
    pub(super) fn settle(&mut self, live: Option<&Published>) {
        let settled = self.outbox.settle(&self.target, live.map(|live| &*live.at));
        self.note(settled);
    }

    /// Writes down what is to be told of a publication that is about to go live; hubs are told of feeds, hooks of records.
    pub(super) fn prepare(&mut self, news: Notification, feeds: Vec<String>, next: &Published) {
        let is_concerned = |found: &&FoundReceiver| if found.is_hub { !feeds.is_empty() } else { !news.is_empty() };
        let keys: Vec<String> = self.receivers.iter().filter(is_concerned).map(|found| found.key.clone()).collect();
        let prepared = self.outbox.prepare(news, feeds, (&self.target, &next.at), keys.into_iter());
        self.note(prepared);
    }

    /// Tells everything that waits, once the site is live. Only what is among `facts` is named.
    pub(super) fn send(mut self, live: Option<&Published>, facts: &KnownFacts) -> ToldOthers {
        self.settle(live);
        self.outbox.bring_up_to_date(&self.target, facts);
        let (told, mut not_told) = deliver(&mut self.outbox, &self.target, self.receivers, &SendLimits::default());
        not_told.append(&mut self.failures);
        ToldOthers { told, not_told }
    }

    fn note(&mut self, written: std::io::Result<()>) {
        if let Err(error) = written {
            let why = format!("the outbox cannot be written: {error}");
            self.failures.push(SendFailure { receiver: "a hub or hook".to_owned(), why, tries_again: false });
        }
    }
}

impl ToldOthers {
    /// Warnings about those who were not told.
    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let warning = |failure: &SendFailure| {
            let SendFailure { receiver, why, tries_again } = failure;
            let hint = if *tries_again { "the next publication tries again" } else { "it is not tried again" };
            let message = format!("the publication is live, but {receiver} was not told: {why}");
            Diagnostic::anywhere(Problem::NotTold, message).hint(hint)
        };
        self.not_told.iter().map(warning).collect()
    }
}

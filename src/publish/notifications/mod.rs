//! Tells hubs (WebSub) and web hooks what a publication changed.
//!
//! What is to be told is written down in an outbox before the site goes live, and taken out for each receiver when it has been told. So a
//! publication that is killed in between is told by the next one, and none is told twice unless it was killed between the answer of a
//! receiver and the note of it; then the receiver knows it by its id. Nothing here can make a publication fail.

mod hook_request;
mod news;
mod outbox;
mod public_addresses;
mod receivers;

pub use hook_request::{SendLimits, deliver};
pub use news::{
    KnownFacts, Notification, changed_feeds, known_facts, known_pages, news_of_publication, news_of_rollback,
};
pub use outbox::{Outbox, SendFailure};
pub use receivers::{FoundReceiver, Receiver, receivers};

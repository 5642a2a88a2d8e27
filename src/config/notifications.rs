//! Settings of notifications: who is told of a publication.

/// Hubs and hooks that are told of a publication.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct NotificationSettings {
    /// Hubs of WebSub, which the feeds name; they are told which feeds have changed.
    pub hubs: Vec<WebTarget>,
    /// Web hooks, which get the records that have changed.
    pub hooks: Vec<Hook>,
}

/// Address of a hub or hook.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WebTarget {
    /// The address, or where it is.
    pub url: WebAddress,
    /// True if it may be on this machine or in its own network.
    pub is_private: bool,
}

/// An address, or where it is: an address may be a secret itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum WebAddress {
    /// The address.
    Written(Box<str>),
    /// The environment variable that holds it.
    Variable(Box<str>),
}

/// A web hook.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hook {
    /// Its address.
    pub target: WebTarget,
    /// The environment variable with the secret that signs what it gets.
    pub secret: Box<str>,
}

impl NotificationSettings {
    /// Reports whether nobody is told.
    pub fn is_empty(&self) -> bool {
        self.hubs.is_empty() && self.hooks.is_empty()
    }

    /// Addresses of hubs that feeds name.
    pub fn hub_addresses(&self) -> impl Iterator<Item = &str> {
        self.hubs.iter().filter_map(|hub| match &hub.url {
            WebAddress::Written(url) => Some(&**url),
            WebAddress::Variable(_) => None,
        })
    }
}
